package dev.unmask.app.report;

import dev.unmask.avro.Certificate;
import dev.unmask.avro.Endpoint;
import dev.unmask.avro.Evidence;
import dev.unmask.avro.HostCounts;
import dev.unmask.avro.HostVerdict;
import dev.unmask.avro.Observation;
import dev.unmask.avro.Role;
import dev.unmask.avro.RoleSample;
import dev.unmask.avro.RuledOut;
import dev.unmask.avro.TlsProbe;
import dev.unmask.avro.Transport;
import dev.unmask.avro.Verdict;
import dev.unmask.avro.VerdictKind;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Case files to show. */
final class Cases {
  static final String FINGERPRINT = "ab".repeat(32);
  private static final Instant PROBED = Instant.parse("2026-07-01T00:00:00Z");

  private Cases() {}

  /** A case in which every foreign text is this one. */
  static CaseFile withForeignText(String text) {
    return new CaseFile(
        verdict(text, 2, 0.9),
        List.of(verdict(text, 1, 0.4), verdict(text, 2, 0.9)),
        List.of(host(text)),
        Optional.of(observation(text)),
        List.of(
            certificate(text, "2020-01-01", "2030-01-01"),
            certificate(text, "2010-01-01", "2021-05-09")));
  }

  /** A case of which the topics have kept nothing but the verdict. */
  static CaseFile bare() {
    Verdict verdict = Verdict.newBuilder().setFingerprint(FINGERPRINT).build();
    return new CaseFile(verdict, List.of(), List.of(), Optional.empty(), List.of());
  }

  private static Verdict verdict(String text, long revision, double confidence) {
    return Verdict.newBuilder()
        .setFingerprint(FINGERPRINT)
        .setKind(VerdictKind.VPN_CAMOUFLAGE)
        .setConfidence(confidence)
        .setRevision(revision)
        .setSubject(text)
        .setIssuer(text)
        .setOwner(text)
        .setHosts(
            HostCounts.newBuilder()
                .setTotal(8231)
                .setByNetwork(Map.of("AS64500", 300L, text, 100L))
                .setByCountry(Map.of("NL", 400L))
                .setNetworks(2)
                .setCountries(1)
                .build())
        .setFirstSeen(PROBED)
        .setLastSeen(PROBED)
        .setEmittedAt(PROBED)
        .setEvidence(
            List.of(
                evidence("NO_APPLICATION_DATA", text, 6), evidence("OWNER_CONTENT", text, -1.5)))
        .setRuledOut(List.of(new RuledOut(VerdictKind.KEY_COMPROMISE, text)))
        .setNotTested(List.of(text))
        .setSamples(
            List.of(
                new RoleSample(
                    Role.HANDSHAKE_RELAY, 8225L, 200L, 8025L, 0L, List.of("192.0.2.7:443/tcp"))))
        .setExplanation(text + "\n" + text)
        .setDigest("cd".repeat(32))
        .build();
  }

  private static Evidence evidence(String code, String statement, double bits) {
    return new Evidence(
        code, statement, 8225L, 8231L, bits, Map.of("VPN_CAMOUFLAGE", bits, "GENUINE", -bits));
  }

  private static HostVerdict host(String text) {
    return HostVerdict.newBuilder()
        .setEndpoint(new Endpoint("192.0.2.7", 443, Transport.TCP))
        .setFingerprint(FINGERPRINT)
        .setRole(Role.HANDSHAKE_RELAY)
        .setCountry(text)
        .setObservedAt(PROBED)
        .build();
  }

  private static Observation observation(String text) {
    return Observation.newBuilder()
        .setEndpoint(new Endpoint("192.0.2.7", 443, Transport.TCP))
        .setObservedAt(PROBED)
        .setTls(TlsProbe.newBuilder().setServerName(text).build())
        .build();
  }

  private static Certificate certificate(String text, String from, String to) {
    return Certificate.newBuilder()
        .setSha256(FINGERPRINT)
        .setDer(ByteBuffer.allocate(0))
        .setSubject(text)
        .setIssuer(text)
        .setKeyType("RSA")
        .setKeyBits(2048)
        .setNotBefore(Instant.parse(from + "T00:00:00Z"))
        .setNotAfter(Instant.parse(to + "T00:00:00Z"))
        .build();
  }
}
