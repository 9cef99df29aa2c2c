package dev.unmask.enrich.probe.resumption;

import static org.assertj.core.api.Assertions.assertThat;

import dev.unmask.avro.Endpoint;
import dev.unmask.enrich.probe.tls.OneSession;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SessionVaultTest {

  private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final Shelf SHELF = shelf("aa");

  private final SessionVault vault = new SessionVault(Clock.fixed(NOW, ZoneOffset.UTC));

  @Test
  void what_is_put_in_is_taken_out_once_the_oldest_first() {
    KeptSession first = genuine("127.0.0.2");
    KeptSession second = genuine("127.0.0.3");
    vault.put(SHELF, first);
    vault.put(SHELF, second);

    assertThat(vault.take(SHELF, true, Set.of())).contains(first);
    assertThat(vault.take(SHELF, true, Set.of())).contains(second);
    assertThat(vault.take(SHELF, true, Set.of())).isEmpty();
    assertThat(vault.size()).isZero();
  }

  @Test
  void certificates_names_and_protocols_are_kept_apart() {
    vault.put(SHELF, genuine("127.0.0.2"));

    assertThat(vault.take(shelf("bb"), true, Set.of())).isEmpty();
    assertThat(vault.take(new Shelf("aa", Optional.empty(), "TLSv1.3"), true, Set.of())).isEmpty();
    assertThat(vault.take(new Shelf("aa", SHELF.serverName(), "TLSv1.2"), true, Set.of()))
        .isEmpty();
    assertThat(vault.take(SHELF, false, Set.of())).isEmpty();
    assertThat(vault.take(SHELF, true, Set.of())).isPresent();
  }

  @Test
  void hosts_own_sessions_are_left_for_others() {
    vault.put(SHELF, genuine("127.0.0.2"));

    assertThat(vault.take(SHELF, true, Set.of("127.0.0.2"))).isEmpty();
    assertThat(vault.take(SHELF, true, Set.of("127.0.0.3"))).isPresent();
  }

  @Test
  void flood_of_others_takes_no_genuine_hosts_place() {
    KeptSession genuine = genuine("127.0.0.2");
    vault.put(SHELF, genuine);
    for (int i = 0; i < 100; i++) {
      vault.put(SHELF, session("127.0.1." + i, false, NOW, 1_000));
    }

    assertThat(vault.size()).isEqualTo(1 + SessionVault.MOST_OTHERS);
    assertThat(vault.room(SHELF, false)).isZero();
    assertThat(vault.room(SHELF, true)).isEqualTo(SessionVault.MOST_GENUINE - 1);
    assertThat(vault.take(SHELF, true, Set.of())).contains(genuine);
    assertThat(vault.take(SHELF, false, Set.of()).orElseThrow().origin().getIp())
        .as("the newest of them are kept")
        .isEqualTo("127.0.1.96");
  }

  @Test
  void old_sessions_are_dropped() {
    Instant begun = NOW.minus(SessionVault.LONGEST).minusMillis(1);
    SessionVault earlier = new SessionVault(Clock.fixed(begun, ZoneOffset.UTC));
    earlier.put(SHELF, session("127.0.0.2", true, begun, 1_000));
    vault.put(SHELF, session("127.0.0.2", true, begun, 1_000));

    assertThat(earlier.size()).isEqualTo(1);
    assertThat(vault.size()).isZero();
  }

  @Test
  void large_sessions_are_not_kept() {
    vault.put(SHELF, session("127.0.0.2", true, NOW, SessionVault.LARGEST + 1));

    assertThat(vault.size()).isZero();
  }

  @Test
  void bytes_are_bounded_and_the_oldest_go_first() {
    int most = SessionVault.MOST_BYTES / SessionVault.LARGEST;
    for (int i = 0; i < most + 10; i++) {
      vault.put(shelf("" + i), session("127.0.0.2", true, NOW, SessionVault.LARGEST));
    }

    assertThat(vault.size()).isEqualTo(most);
    assertThat(vault.take(shelf("9"), true, Set.of())).isEmpty();
    assertThat(vault.take(shelf("10"), true, Set.of())).isPresent();
  }

  private static Shelf shelf(String fingerprint) {
    return new Shelf(fingerprint, Optional.of("www.example.com"), "TLSv1.3");
  }

  private static KeptSession genuine(String ip) {
    return session(ip, true, NOW, 1_000);
  }

  private static KeptSession session(String ip, boolean genuine, Instant begunAt, int bytes) {
    return new KeptSession(
        OneSession.empty(Runnable::run, RANDOM),
        "TLSv1.3",
        Endpoint.newBuilder().setIp(ip).setPort(443).build(),
        genuine,
        begunAt,
        bytes);
  }
}
