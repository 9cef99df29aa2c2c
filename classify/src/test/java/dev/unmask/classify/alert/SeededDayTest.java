package dev.unmask.classify.alert;

import static org.assertj.core.api.Assertions.assertThat;

import dev.unmask.avro.Verdict;
import dev.unmask.avro.VerdictKind;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A day of 12 million banners, as the verdicts that they lead to: two thirds of the hosts share
 * 40,000 certificates, spread as Zipf's law has it, and the others have one of their own. Verdicts
 * are revised as their clusters grow, and one in ten is taken for a stolen key at first.
 */
class SeededDayTest {

  private static final int BANNERS = 12_000_000;
  private static final int SHARED_CERTIFICATES = 40_000;
  private static final int OWNERS = 15;
  private static final int MOST_ALERTS = 50;

  @ParameterizedTest
  @ValueSource(longs = {1, 2})
  void a_day_of_twelve_million_banners_makes_at_most_fifty_new_alerts(long seed) {
    Day day = new Day(seed);

    day.pass();

    assertThat(day.banners).isEqualTo(BANNERS);
    assertThat(day.opened).isBetween(10, MOST_ALERTS);
    assertThat(day.written).isLessThan(1_000);
  }

  private static final class Day {

    private static final Instant BEGIN = Instant.parse("2026-11-24T00:00:00Z");
    private static final Duration TURN = Duration.ofMinutes(4);
    private static final int TURNS = 360;

    private final Random random;
    private final AlertPolicy policy = AlertPolicy.defaults();
    private final CaseBook book = new CaseBook(policy, new MemoryCases());
    private long banners;
    private long certificates;
    private int turns;
    private int opened;
    private int written;

    Day(long seed) {
      random = new Random(seed);
    }

    void pass() {
      double harmonic = 0;
      for (int rank = 1; rank <= SHARED_CERTIFICATES; rank++) {
        harmonic += 1.0 / rank;
      }
      for (int rank = 1; rank <= SHARED_CERTIFICATES; rank++) {
        cluster(Math.max(2, (long) (BANNERS * 2.0 / 3 / harmonic / rank)));
        until((long) rank * TURNS / SHARED_CERTIFICATES / 2);
      }
      while (banners < BANNERS) {
        single();
        until(TURNS / 2 + (banners - BANNERS * 2L / 3) * TURNS / BANNERS);
      }
    }

    /** It grows to so many hosts, and its verdict is revised each time that it has doubled. */
    private void cluster(long hosts) {
      banners += hosts;
      certificates++;
      VerdictKind kind = kind();
      String owner = owner();
      if (random.nextInt(10) == 0) {
        file(VerdictKind.KEY_COMPROMISE, owner, 1);
        book.withdraw(
            CaseVerdicts.caseId(VerdictKind.KEY_COMPROMISE, owner),
            CaseVerdicts.fingerprint(certificates));
      }
      for (long grown = Math.max(1, hosts / 8); grown <= hosts; grown *= 2) {
        file(kind, owner, grown);
      }
    }

    /** One in a thousand hosts with a certificate of its own names somebody who is known. */
    private void single() {
      banners++;
      certificates++;
      if (random.nextInt(1_000) == 0) {
        file(VerdictKind.IMPERSONATION, "owner" + random.nextInt(OWNERS), 1);
      }
    }

    /** One certificate in three names somebody whom nobody has in a catalogue. */
    private String owner() {
      return random.nextInt(3) == 0 ? "shape" + certificates : "owner" + random.nextInt(OWNERS);
    }

    private VerdictKind kind() {
      int percent = random.nextInt(100);
      if (percent < 3) {
        return VerdictKind.IMPERSONATION;
      }
      if (percent < 6) {
        return random.nextBoolean() ? VerdictKind.VPN_CAMOUFLAGE : VerdictKind.TLS_RELAY;
      }
      if (percent < 7) {
        return VerdictKind.KEY_COMPROMISE;
      }
      return percent < 80 ? VerdictKind.SHARED_SERVICE : VerdictKind.DEFAULT_CERTIFICATE;
    }

    private void file(VerdictKind kind, String owner, long hosts) {
      if (policy.admits(kind, Optional.of(owner))) {
        Verdict verdict = CaseVerdicts.verdict(certificates, kind, owner, hosts);
        book.file(verdict.getCaseId(), Filing.of(verdict, ""), Matter.of(verdict), BEGIN);
      }
    }

    private void until(long turn) {
      for (; turns < turn; turns++) {
        for (Alert alert : book.turn(BEGIN.plus(TURN.multipliedBy(turns)))) {
          written++;
          opened += alert.action().opens() ? 1 : 0;
        }
      }
    }
  }
}
