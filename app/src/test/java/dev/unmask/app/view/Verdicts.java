package dev.unmask.app.view;

import dev.unmask.avro.Evidence;
import dev.unmask.avro.HostCounts;
import dev.unmask.avro.InconclusiveReason;
import dev.unmask.avro.Role;
import dev.unmask.avro.RoleSample;
import dev.unmask.avro.RuledOut;
import dev.unmask.avro.Verdict;
import dev.unmask.avro.VerdictKind;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Verdicts to show. */
final class Verdicts {
  static final String FINGERPRINT =
      "1073570f79136511ba45b44c923a55c69b97e91d3aaa2e06e5e657129ca809ff";

  private Verdicts() {}

  static Verdict camouflage() {
    return Verdict.newBuilder()
        .setFingerprint(FINGERPRINT)
        .setKind(VerdictKind.VPN_CAMOUFLAGE)
        .setConfidence(0.987)
        .setRevision(12)
        .setSubject("CN=www.update.microsoft.com")
        .setIssuer("CN=Microsoft Update CA")
        .setOwner("microsoft")
        .setHosts(
            HostCounts.newBuilder()
                .setTotal(8231)
                .setByRole(Map.of("HANDSHAKE_RELAY", 8225L, "GENUINE", 6L))
                .setByPort(Map.of("443", 7961L, "636", 270L))
                .setNetworks(118)
                .setCountries(41)
                .build())
        .setFirstSeen(Instant.parse("2026-11-23T00:00:00.123Z"))
        .setLastSeen(Instant.parse("2026-11-24T06:00:00Z"))
        .setEvidence(
            List.of(
                new Evidence(
                    "NO_APPLICATION_DATA",
                    "8,225 of 8,231 hosts completed the handshake and then sent no application data",
                    8225L,
                    8231L,
                    9.5,
                    Map.of("VPN_CAMOUFLAGE", 9.5))))
        .setRuledOut(
            List.of(
                new RuledOut(
                    VerdictKind.KEY_COMPROMISE, "no host answers with content of its own")))
        .setNotTested(List.of("Whether sessions are resumed elsewhere."))
        .setSamples(
            List.of(
                new RoleSample(
                    Role.HANDSHAKE_RELAY, 8225L, 8225L, 0L, 0L, List.of("192.0.2.7:443/tcp"))))
        .setExplanation("These hosts forward the handshake.\nNot tested: resumption.")
        .setDigest("abc")
        .build();
  }

  static Verdict undecided(InconclusiveReason reason) {
    return Verdict.newBuilder()
        .setFingerprint("ff" + FINGERPRINT.substring(2))
        .setReason(reason)
        .setHosts(HostCounts.newBuilder().setTotal(1).build())
        .build();
  }
}
