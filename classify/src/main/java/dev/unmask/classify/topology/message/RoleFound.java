package dev.unmask.classify.topology.message;

import dev.unmask.avro.VerdictKind;
import dev.unmask.classify.assess.HostAssessment;
import java.util.Optional;
import org.apache.kafka.common.utils.Bytes;

/**
 * The role of one endpoint, which is the key, as its cluster's newest assessment has it. It holds
 * for an endpoint that still shows this fingerprint with this signature, and for no other.
 *
 * @param fingerprint of the cluster
 * @param signature of the endpoint, encoded
 * @param host role, basis and VPN evidence of the endpoint
 * @param kind verdict on the cluster
 * @param confidence in that verdict, 0 to 1
 * @param owner id of the owner that the certificate names
 */
public record RoleFound(
    String fingerprint,
    Bytes signature,
    HostAssessment host,
    VerdictKind kind,
    double confidence,
    Optional<String> owner)
    implements Finding {}
