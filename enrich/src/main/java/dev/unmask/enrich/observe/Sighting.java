package dev.unmask.enrich.observe;

import dev.unmask.avro.Banner;
import dev.unmask.avro.BannerClaims;
import dev.unmask.avro.CertificateClaims;
import dev.unmask.avro.Endpoint;
import dev.unmask.avro.Transport;
import dev.unmask.enrich.policy.Appearance;
import dev.unmask.enrich.policy.Subject;
import dev.unmask.enrich.probe.HostReport;
import dev.unmask.enrich.probe.visit.HostTarget;
import dev.unmask.enrich.probe.visit.Tier;
import dev.unmask.schemas.certificate.CertificateFacts;
import dev.unmask.schemas.endpoint.Endpoints;
import dev.unmask.schemas.owner.Owner;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What is kept of a banner while its host is looked at: all but the raw record, which would fill
 * the memory.
 *
 * @param endpoint with its address in canonical form
 * @param claims what the banner says
 * @param chain certificates that it shows, DER, leaf first
 * @param owner whom the leaf names
 * @param serverName what to ask the host for, by SNI
 */
public record Sighting(
    Endpoint endpoint,
    BannerClaims claims,
    List<byte[]> chain,
    Optional<Owner> owner,
    Optional<String> serverName) {

  public Sighting {
    chain = List.copyOf(chain);
  }

  /**
   * Reads a banner.
   *
   * @throws IllegalArgumentException if its endpoint is none
   */
  public static Sighting of(Banner banner, Leaves leaves) {
    var said = banner.getEndpoint();
    var endpoint = Endpoints.of(said.getIp(), said.getPort(), said.getTransport());
    var certificate = Optional.ofNullable(banner.getCertificate());
    var chain =
        certificate.map(CertificateClaims::getChain).orElse(List.of()).stream()
            .map(Sighting::bytes)
            .toList();
    var fingerprint =
        chain.isEmpty()
            ? certificate.flatMap(Sighting::claimed)
            : Optional.of(CertificateFacts.sha256(chain.get(0)));
    var leaf =
        chain.isEmpty()
            ? certificate.map(leaves::claimed).orElseGet(leaves::none)
            : leaves.of(fingerprint.orElseThrow(), chain.get(0));
    var serverName = leaf.serverName().or(() -> Optional.ofNullable(banner.getServerName()));
    return new Sighting(endpoint, claims(banner, fingerprint), chain, leaf.owner(), serverName);
  }

  /** The endpoint as text: the key of its records. */
  public String key() {
    return Endpoints.key(endpoint);
  }

  /** What policy looks at. */
  public Subject subject() {
    var asn = claims.getAsn();
    return new Subject(
        endpoint.getIp(),
        endpoint.getPort(),
        endpoint.getTransport() == Transport.TCP,
        asn == null ? OptionalLong.empty() : OptionalLong.of(asn),
        fingerprint(),
        owner,
        Looks.of(endpoint, claims));
  }

  private Optional<String> fingerprint() {
    return Optional.ofNullable(claims.getFingerprint());
  }

  /**
   * By what to compare the host with others of its certificate; empty if it did not complete a
   * handshake with that one.
   */
  public Optional<Appearance> appearance(HostReport report) {
    return Looks.of(endpoint, fingerprint(), report);
  }

  /** What the prober is to do. */
  public HostTarget target(Tier tier) {
    var subject = subject();
    return new HostTarget(endpoint, serverName, owner, subject.asn(), subject.insideOwner(), tier);
  }

  private static Optional<String> claimed(CertificateClaims claims) {
    return Optional.of(claims.getFingerprint()).filter(fingerprint -> !fingerprint.isEmpty());
  }

  private static byte[] bytes(ByteBuffer buffer) {
    var bytes = new byte[buffer.remaining()];
    buffer.duplicate().get(bytes);
    return bytes;
  }

  private static BannerClaims claims(Banner banner, Optional<String> fingerprint) {
    return BannerClaims.newBuilder()
        .setFeed(banner.getFeed())
        .setRecordId(banner.getRecordId())
        .setObservedAt(banner.getObservedAt())
        .setFingerprint(fingerprint.orElse(null))
        .setServerName(banner.getServerName())
        .setAsn(banner.getAsn())
        .setOrganization(banner.getOrganization())
        .setCountry(banner.getCountry())
        .setHttp(banner.getHttp())
        .setVpnTags(banner.getVpnTags())
        .build();
  }
}
