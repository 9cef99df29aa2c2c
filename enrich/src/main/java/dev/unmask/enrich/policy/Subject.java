package dev.unmask.enrich.policy;

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
 */
public record Subject(
    String ip,
    int port,
    boolean tcp,
    OptionalLong asn,
    Optional<String> fingerprint,
    Optional<Owner> owner) {}
