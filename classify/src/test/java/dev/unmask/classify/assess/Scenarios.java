package dev.unmask.classify.assess;

import static dev.unmask.classify.model.HostBuilder.aHost;
import static dev.unmask.classify.model.ProfileBuilder.aProfile;

import dev.unmask.classify.model.CertificateSummary;
import dev.unmask.classify.model.Chain;
import dev.unmask.classify.model.HostBuilder;
import dev.unmask.classify.model.ProfileBuilder;
import dev.unmask.classify.model.Reach;
import dev.unmask.classify.model.Speech;
import dev.unmask.classify.model.Vpn;
import dev.unmask.classify.ruleset.Ruleset;
import dev.unmask.schemas.owner.OwnerCatalogue;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Clusters as they are met, each a function of its size where that is varied. */
final class Scenarios {

  static final String OWNER = "microsoft";
  static final String CDN = "akamai";
  static final int MAY_2021 = (2021 - 1970) * 12 + 4;

  private Scenarios() {}

  /** With a catalogue in which Microsoft's issuing CA is recorded. */
  static Assess assess() {
    String json =
        "{\"version\":\"test\",\"owners\":[{\"id\":\"microsoft\",\"issuers\":[\"%s\"]}]}"
            .formatted("ca".repeat(32));
    try {
      Path file = Files.createTempFile("owners", ".json");
      try {
        Files.writeString(file, json);
        return new Assess(Ruleset.builtIn(), OwnerCatalogue.builtIn().with(file));
      } finally {
        Files.delete(file);
      }
    } catch (IOException unwritable) {
      throw new UncheckedIOException(unwritable);
    }
  }

  /** With the catalogue as it comes, which does not know all of Microsoft's CAs. */
  static Assess assessWithBuiltInOwners() {
    return new Assess(Ruleset.builtIn(), OwnerCatalogue.builtIn());
  }

  static CertificateSummary updateCertificate() {
    return certificate("www.update.microsoft.com", false, "RSA", 2048, 2);
  }

  static CertificateSummary certificate(
      String name, boolean selfSigned, String keyType, int keyBits, int years) {
    Instant begin = Instant.parse("2020-01-01T00:00:00Z");
    return new CertificateSummary(
        "CN=" + name,
        selfSigned ? "CN=" + name : "CN=Microsoft Update CA",
        List.of(name),
        "ab".repeat(32),
        keyType,
        keyBits,
        Optional.of(begin),
        Optional.of(begin.plusSeconds(years * 31_557_600L)),
        selfSigned);
  }

  static HostBuilder expiredRoot(HostBuilder host) {
    return host.chain(
        new Chain(
            Chain.Anchor.OWNER_CATALOGUE,
            Chain.Path.COMPLETE,
            Chain.Time.ISSUER_EXPIRED,
            MAY_2021,
            Chain.NameMatch.MATCH));
  }

  static HostBuilder genuine() {
    return aHost().inside(OWNER).alerting().redirectingTo(OWNER, "c0deabcd").noVpn();
  }

  static HostBuilder impostor(HostBuilder host, Chain.Path path) {
    return host.chain(Chain.Anchor.NONE, path, Chain.Time.VALID).tls("0b0b0b0b");
  }

  /**
   * The case: 8,225 handshake relays, most with OpenVPN, and 6 genuine hosts; the root expired in
   * May 2021.
   */
  static ProfileBuilder theCase() {
    return aProfile()
        .with(5800, expiredRoot(aHost().handshakeRelay().openVpn()))
        .with(
            1200,
            expiredRoot(aHost().handshakeRelay().vpn(Vpn.Port1194.OPEN, Vpn.OpenVpn.NOT_PROVED)))
        .with(1225, expiredRoot(aHost().handshakeRelay().noVpn()))
        .with(
            1, expiredRoot(genuine().answered(Speech.Answer.HTTP_ERROR, "0403abcd")).inside(OWNER))
        .with(1, expiredRoot(genuine().redirectingTo(OWNER, "0001abcd")))
        .with(1, expiredRoot(genuine().redirectingTo(OWNER, "0002abcd")))
        .with(3, expiredRoot(genuine().redirectingTo(OWNER, "0003abcd")))
        .in(8075, 6)
        .spread(8225, 312);
  }

  static ProfileBuilder relaysWithoutVpn(int relays, int twins) {
    return aProfile()
        .with(relays, aHost().handshakeRelay().noVpn())
        .with(twins, genuine())
        .in(8075, twins)
        .spread(relays, 40);
  }

  static ProfileBuilder genuine(int hosts) {
    return aProfile().with(hosts, genuine()).in(8075, hosts);
  }

  static ProfileBuilder onTheCdn(int hosts) {
    return aProfile()
        .with(hosts, aHost().inside(CDN).alerting().redirectingTo(OWNER, "cd00abcd").noVpn())
        .in(20940, hosts);
  }

  static ProfileBuilder impersonators(int hosts, Chain.Path path) {
    return aProfile()
        .with(
            hosts,
            impostor(
                aHost().alerting().answered(Speech.Answer.HTTP_SUCCESS, "0badabcd").noVpn(), path))
        .spread(hosts, 20);
  }

  static ProfileBuilder unreachable(int hosts) {
    return aProfile()
        .with(hosts, aHost().failed(Reach.TlsOutcome.CONNECTION_TIMEOUT))
        .spread(hosts, 6);
  }

  /** A stolen key on servers that alert and give their own content. */
  static ProfileBuilder stolenKey(int hosts, int twins) {
    return aProfile()
        .with(
            hosts,
            aHost()
                .alerting()
                .answered(Speech.Answer.HTTP_SUCCESS, "0badabcd")
                .tls("0b0b0b0b")
                .noVpn())
        .with(twins, genuine())
        .in(8075, twins)
        .spread(hosts, 12);
  }

  /** A stolen key on servers that close without a word. */
  static ProfileBuilder stolenKeyThatCloses(int hosts, int twins) {
    return aProfile()
        .with(
            hosts,
            aHost()
                .liveness(Speech.Liveness.CLOSED)
                .answered(Speech.Answer.CLOSED, "")
                .tls("0b0b0b0b")
                .noVpn())
        .with(twins, genuine())
        .in(8075, twins)
        .spread(hosts, 12);
  }

  static ProfileBuilder passive(int hosts, Reach.PassiveReason reason) {
    return aProfile().with(hosts, aHost().passive(reason)).spread(hosts, Math.min(hosts, 40));
  }
}
