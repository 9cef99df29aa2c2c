package dev.unmask.classify.assess;

import dev.unmask.avro.Basis;
import dev.unmask.avro.Role;
import dev.unmask.avro.VpnEvidence;

/**
 * What all hosts of one signature are.
 *
 * @param role what they are
 * @param basis what that rests on
 * @param vpn signs of a VPN, said beside the role
 */
public record HostAssessment(Role role, Basis basis, VpnEvidence vpn) {}
