package dev.unmask.enrich.given;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.unmask.avro.Banner;
import dev.unmask.avro.CertificateClaims;
import dev.unmask.avro.Endpoint;
import dev.unmask.avro.Transport;
import dev.unmask.schemas.certificate.CertificateFacts;
import dev.unmask.schemas.endpoint.Endpoints;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;

/** A banner under construction: of 192.0.2.7:443, seen in 2022, without a certificate. */
public final class Banners {
  /** When the feed saw it, unless told otherwise. */
  public static final Instant SEEN = Instant.parse("2022-03-01T10:00:00Z");

  private final Banner.Builder banner =
      Banner.newBuilder()
          .setEndpoint(Endpoints.of("192.0.2.7", 443, Transport.TCP))
          .setObservedAt(SEEN)
          .setFeed("shodan")
          .setRecordId("r-1")
          .setAsn(64_500L)
          .setCountry("NL")
          .setOrganization("Example Hosting")
          .setRaw(ByteBuffer.wrap("{\"the\": \"record\"}".getBytes(UTF_8)));

  public static Banners aBanner() {
    return new Banners();
  }

  public Banners from(String ip, int port) {
    banner.setEndpoint(Endpoints.of(ip, port, Transport.TCP));
    return this;
  }

  /** Whatever that is. */
  public Banners at(Endpoint endpoint) {
    banner.setEndpoint(endpoint);
    return this;
  }

  public Banners seenAt(Instant time) {
    banner.setObservedAt(time);
    return this;
  }

  public Banners askedFor(String serverName) {
    banner.setServerName(serverName);
    return this;
  }

  public Banners showing(byte[]... chain) {
    return showing(CertificateFacts.sha256(chain[0]), chain);
  }

  /** A chain, and a fingerprint that need not be its leaf's. */
  public Banners showing(String fingerprint, byte[]... chain) {
    banner.setCertificate(
        CertificateClaims.newBuilder()
            .setFingerprint(fingerprint)
            .setChain(List.of(chain).stream().map(ByteBuffer::wrap).toList())
            .build());
    return this;
  }

  public Banners claiming(String fingerprint, String subject) {
    banner.setCertificate(
        CertificateClaims.newBuilder().setFingerprint(fingerprint).setSubject(subject).build());
    return this;
  }

  public Banner build() {
    return banner.build();
  }
}
