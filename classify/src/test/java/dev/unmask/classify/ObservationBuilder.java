package dev.unmask.classify;

import dev.unmask.avro.BannerClaims;
import dev.unmask.avro.LivenessProbe;
import dev.unmask.avro.LivenessResult;
import dev.unmask.avro.Observation;
import dev.unmask.avro.Outcome;
import dev.unmask.avro.PassiveReason;
import dev.unmask.avro.TlsProbe;
import dev.unmask.schemas.endpoint.Endpoints;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Observations for tests; unless told otherwise, of one passive host in AS64500. */
public final class ObservationBuilder {

  private static final Instant EPOCH = Instant.parse("2026-01-01T00:00:00Z");

  private String endpoint = "192.0.2.1:443/tcp";
  private Instant at = EPOCH;
  private Instant bannerAt = EPOCH;
  private @Nullable String claimed = leaf(1);
  private @Nullable String live;
  private @Nullable LivenessResult liveness;
  private @Nullable Outcome outcome;
  private String cipher = "";
  private long asn = 64500;
  private String country = "NL";

  private ObservationBuilder() {}

  public static ObservationBuilder anObservation() {
    return new ObservationBuilder();
  }

  /** A fingerprint, the n-th. */
  public static String leaf(int n) {
    byte[] bytes = new byte[32];
    bytes[0] = (byte) n;
    bytes[1] = (byte) (n >> 8);
    bytes[31] = 1;
    return HexFormat.of().formatHex(bytes);
  }

  /** The n-th address, as text of an endpoint. */
  public static String host(int n) {
    return "10." + (n >> 16 & 255) + "." + (n >> 8 & 255) + "." + (n & 255) + ":443/tcp";
  }

  public ObservationBuilder from(String text) {
    endpoint = text;
    return this;
  }

  /** So many seconds after the start of time. */
  public ObservationBuilder at(long seconds) {
    at = EPOCH.plusSeconds(seconds);
    bannerAt = at;
    return this;
  }

  public ObservationBuilder bannerAt(long seconds) {
    bannerAt = EPOCH.plusSeconds(seconds);
    return this;
  }

  /** What the banner claims; null for no certificate. */
  public ObservationBuilder claiming(@Nullable String fingerprint) {
    claimed = fingerprint;
    return this;
  }

  /** A handshake that completed with this leaf, and what the forged record drew. */
  public ObservationBuilder probed(String fingerprint, LivenessResult drawn) {
    live = fingerprint;
    liveness = drawn;
    outcome = Outcome.SUCCESS;
    return this;
  }

  /** The cipher suite of the handshake. */
  public ObservationBuilder speaking(String suite) {
    cipher = suite;
    return this;
  }

  /** A connect that failed. */
  public ObservationBuilder refused() {
    live = null;
    outcome = Outcome.CONNECTION_REFUSED;
    return this;
  }

  public ObservationBuilder in(long network, String land) {
    asn = network;
    country = land;
    return this;
  }

  public Observation build() {
    return Observation.newBuilder()
        .setEndpoint(Endpoints.parse(endpoint))
        .setObservedAt(at)
        .setBanner(banner())
        .setPassiveReason(outcome == null ? PassiveReason.PROBING_OFF : PassiveReason.NONE)
        .setTls(tls())
        .setLiveness(liveness())
        .build();
  }

  private BannerClaims banner() {
    return BannerClaims.newBuilder()
        .setFeed("test")
        .setObservedAt(bannerAt)
        .setFingerprint(claimed)
        .setAsn(asn)
        .setCountry(country)
        .build();
  }

  private @Nullable TlsProbe tls() {
    if (outcome == null) {
      return null;
    }
    return TlsProbe.newBuilder()
        .setOutcome(outcome)
        .setHandshakeCompleted(live != null)
        .setCipherSuite(cipher)
        .setChain(live == null ? List.of() : List.of(live))
        .build();
  }

  private @Nullable LivenessProbe liveness() {
    if (liveness == null) {
      return null;
    }
    return LivenessProbe.newBuilder().setOutcome(Outcome.SUCCESS).setResult(liveness).build();
  }
}
