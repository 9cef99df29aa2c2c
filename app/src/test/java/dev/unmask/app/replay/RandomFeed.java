package dev.unmask.app.replay;

import dev.unmask.avro.Banner;
import dev.unmask.avro.BannerClaims;
import dev.unmask.avro.CertificateClaims;
import dev.unmask.avro.LivenessProbe;
import dev.unmask.avro.LivenessResult;
import dev.unmask.avro.Observation;
import dev.unmask.avro.Outcome;
import dev.unmask.avro.PassiveReason;
import dev.unmask.avro.TlsProbe;
import dev.unmask.schemas.endpoint.Endpoints;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;

/**
 * Hosts that show one certificate today and another tomorrow, some of them probed; a day, from a
 * seed.
 */
public final class RandomFeed {
  /** When the day begins. */
  static final Instant BEGIN = Instant.parse("2026-11-01T00:00:00Z");

  /** When half of it is over. */
  static final Instant NOON = Instant.parse("2026-11-01T12:00:00Z");

  private static final int HOSTS = 120;
  private static final int LEAVES = 9;
  private static final LivenessResult[] DRAWN = {
    LivenessResult.HELD, LivenessResult.ALERT, LivenessResult.CLOSED
  };

  private final Random random;

  /** The same seed gives the same day. */
  public RandomFeed(long seed) {
    random = new Random(seed);
  }

  /** What was seen, in no order, some of it twice. */
  public List<Observation> observations(int count) {
    List<Observation> observations = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      observations.add(observation());
    }
    observations.addAll(observations.subList(0, count / 10));
    Collections.shuffle(observations, random);
    return observations;
  }

  /** What the feed said. */
  List<Banner> banners(int count) {
    List<Banner> banners = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      banners.add(
          Banner.newBuilder()
              .setEndpoint(Endpoints.parse(host()))
              .setObservedAt(moment())
              .setFeed("test")
              .setAsn(64_500L + random.nextInt(5))
              .setCountry("NL")
              .setCertificate(CertificateClaims.newBuilder().setFingerprint(leaf()).build())
              .build());
    }
    return banners;
  }

  private Observation observation() {
    Instant at = moment();
    Observation.Builder observation =
        Observation.newBuilder()
            .setEndpoint(Endpoints.parse(host()))
            .setObservedAt(at)
            .setPassiveReason(PassiveReason.PROBING_OFF)
            .setBanner(
                BannerClaims.newBuilder()
                    .setFeed("test")
                    .setObservedAt(at)
                    .setFingerprint(leaf())
                    .setAsn(64_500L + random.nextInt(5))
                    .setCountry(random.nextBoolean() ? "NL" : "DE")
                    .build());
    return random.nextInt(3) == 0 ? observation.build() : probed(observation).build();
  }

  private Observation.Builder probed(Observation.Builder observation) {
    return observation
        .setPassiveReason(PassiveReason.NONE)
        .setTls(
            TlsProbe.newBuilder()
                .setOutcome(Outcome.SUCCESS)
                .setHandshakeCompleted(true)
                .setChain(List.of(leaf()))
                .build())
        .setLiveness(
            LivenessProbe.newBuilder()
                .setOutcome(Outcome.SUCCESS)
                .setResult(DRAWN[random.nextInt(DRAWN.length)])
                .build());
  }

  private Instant moment() {
    return BEGIN.plusSeconds(random.nextInt(24 * 3600));
  }

  private String host() {
    int host = random.nextInt(HOSTS);
    return "10." + host % 7 + "." + host % 30 + "." + host + ":443/tcp";
  }

  private String leaf() {
    byte[] bytes = new byte[32];
    bytes[0] = (byte) random.nextInt(LEAVES);
    bytes[31] = 1;
    return HexFormat.of().formatHex(bytes);
  }
}
