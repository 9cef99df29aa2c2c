package dev.unmask.enrich.policy;

import dev.unmask.avro.Endpoint;
import dev.unmask.avro.Transport;
import dev.unmask.schemas.endpoint.Endpoints;
import dev.unmask.schemas.owner.Owner;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What policy looks at: one endpoint, and the certificate that a feed saw there.
 *
 * @param ip canonical text
 * @param tcp whether it is a TCP endpoint: nothing else is probed
 * @param asn number of its autonomous system, where the feed says
 * @param fingerprint of the certificate, lowercase hex; absent without a certificate
 * @param owner whom the certificate names
 * @param appearance what else the banner shows, the same for hosts that look alike: a text to
 *     compare and not to read
 */
public record Subject(
    String ip,
    int port,
    boolean tcp,
    OptionalLong asn,
    Optional<String> fingerprint,
    Optional<Owner> owner,
    String appearance) {

  /** The endpoint as text: the key of its records. */
  public String endpoint() {
    return Endpoints.key(new Endpoint(ip, port, tcp ? Transport.TCP : Transport.UDP));
  }

  /** Whether it is in the networks of the owner that its certificate names: a twin. */
  public boolean insideOwner() {
    return owner.stream().anyMatch(named -> named.runs(asn, ip));
  }
}
