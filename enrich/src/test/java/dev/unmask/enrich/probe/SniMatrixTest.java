package dev.unmask.enrich.probe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.unmask.avro.AskedName;
import dev.unmask.avro.NameMatch;
import dev.unmask.avro.Outcome;
import dev.unmask.avro.SniProbe;
import dev.unmask.avro.SniTest;
import dev.unmask.enrich.probe.peers.Conduct;
import dev.unmask.enrich.probe.peers.Conducts;
import dev.unmask.enrich.probe.peers.Identity;
import dev.unmask.enrich.probe.peers.OpenSsl;
import dev.unmask.enrich.probe.peers.Peers;
import dev.unmask.enrich.probe.peers.Pki;
import dev.unmask.enrich.probe.peers.Probing;
import dev.unmask.enrich.probe.peers.SniRouter;
import dev.unmask.enrich.probe.visit.HostTarget;
import dev.unmask.enrich.probe.visit.ProberSettings;
import dev.unmask.enrich.probe.visit.Tier;
import dev.unmask.schemas.certificate.CertificateFacts;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** What the same handshake with other names draws. */
@Execution(ExecutionMode.CONCURRENT)
class SniMatrixTest {

  /** Fatal, handshake_failure, in a record of TLS 1.0, as sniproxy says it. */
  private static final byte[] ALERT_40 = {21, 3, 1, 0, 2, 2, 40};

  private static final byte[] ALERT_112 = {21, 3, 3, 0, 2, 2, 112};

  @RegisterExtension final Peers peers = new Peers();
  @RegisterExtension final Probing probing = new Probing(hasty());
  @RegisterExtension final OpenSsl openSsl = new OpenSsl();

  private final Pki root = Pki.root("Test Root");
  private final Identity own = root.leaf(Probing.NAME);

  @Test
  void server_of_one_certificate_shows_it_whatever_the_name() {
    int port = peers.tls(own, "TLSv1.3", Conducts.closing());

    SniProbe sni = matrix(probing.manners(port));

    assertThat(sni.getOutcome()).isEqualTo(Outcome.SUCCESS);
    assertThat(sni.getTests())
        .extracting(SniTest::getAsked)
        .containsExactly(
            AskedName.OWN,
            AskedName.NONE,
            AskedName.RANDOM,
            AskedName.UNRELATED,
            AskedName.UNRELATED);
    assertThat(sni.getTests())
        .allSatisfy(
            row -> {
              assertThat(row.getOutcome()).isEqualTo(Outcome.SUCCESS);
              assertThat(row.getProtocol()).isEqualTo("TLSv1.3");
              assertThat(row.getChain()).isEqualTo(hashes(own));
              assertThat(row.getServerHello()).isEqualTo(sni.getTests().get(0).getServerHello());
              assertThat(row.getServerHello().getVersion()).isEqualTo(0x0304);
            });
    assertThat(row(sni, AskedName.OWN).getJudgement().getName()).isEqualTo(NameMatch.MATCH);
    assertThat(row(sni, AskedName.RANDOM).getJudgement().getName()).isEqualTo(NameMatch.MISMATCH);
  }

  @Test
  void open_sni_proxy_shows_each_names_own_certificate_and_alerts_on_what_is_nobodys() {
    Identity debian = root.leaf("www.debian.org");
    Identity cern = root.leaf("home.cern");
    int port =
        peers.tcp(
            SniRouter.by(
                Map.of(
                    Probing.NAME,
                    peers.tls(own, "TLSv1.2", Conducts.closing()),
                    "www.debian.org",
                    peers.tls(debian, "TLSv1.2", Conducts.closing()),
                    "home.cern",
                    peers.tls(cern, "TLSv1.3", Conducts.closing())),
                Conducts.saying(ALERT_40)));

    HostReport report = probing.manners(port);

    List<SniTest> rows = matrix(report).getTests();
    assertThat(rows.get(0).getChain()).isEqualTo(hashes(own));
    for (SniTest refused : rows.subList(1, 3)) {
      assertThat(refused.getOutcome()).isEqualTo(Outcome.TLS_ALERT);
      assertThat(refused.getAlert()).isEqualTo(40);
      assertThat(refused.getAlertRecordVersion()).isEqualTo(0x0301);
      assertThat(refused.getChain()).isEmpty();
    }
    assertThat(rows.get(3).getChain()).isEqualTo(hashes(debian));
    assertThat(rows.get(4).getChain()).isEqualTo(hashes(cern));
    assertThat(rows.subList(3, 5))
        .extracting(row -> row.getJudgement().getName())
        .containsOnly(NameMatch.MATCH);
    assertThat(report.shown())
        .as("every certificate is told, that it may be looked at")
        .contains(own.ders().get(0), debian.ders().get(0), cern.ders().get(0));
    assertThat(report.chain()).containsExactlyElementsOf(own.ders());
  }

  @Test
  void filter_that_closes_on_other_names_and_forwards_without_one_is_seen() {
    int origin = peers.tls(own, "TLSv1.3", Conducts.closing());
    int port =
        peers.tcp(SniRouter.by(Map.of(Probing.NAME, origin, "", origin), Conducts.closing()));

    SniProbe sni = matrix(probing.manners(port));

    assertThat(row(sni, AskedName.NONE).getChain()).isEqualTo(hashes(own));
    assertThat(row(sni, AskedName.NONE).getServerName()).isNull();
    assertThat(row(sni, AskedName.RANDOM).getOutcome()).isEqualTo(Outcome.CONNECTION_CLOSED);
    assertThat(row(sni, AskedName.UNRELATED).getOutcome()).isEqualTo(Outcome.CONNECTION_CLOSED);
    assertThat(sni.getOutcome()).isEqualTo(Outcome.SUCCESS);
  }

  @Test
  void unrecognized_name_is_told_by_its_number() {
    int origin = peers.tls(own, "TLSv1.3", Conducts.closing());
    int port = peers.tcp(SniRouter.by(Map.of(Probing.NAME, origin), Conducts.saying(ALERT_112)));

    SniTest random = row(matrix(probing.manners(port)), AskedName.RANDOM);

    assertThat(random.getAlert()).isEqualTo(112);
    assertThat(random.getAlertRecordVersion()).isEqualTo(0x0303);
  }

  @Test
  void host_that_refuses_the_certificates_name_is_asked_for_others_all_the_same() {
    int origin = peers.tls(own, "TLSv1.3", Conducts.closing());
    int port = peers.tcp(SniRouter.by(Map.of("", origin), Conducts.saying(ALERT_112)));

    SniProbe sni = matrix(probing.manners(port));

    assertThat(row(sni, AskedName.OWN).getOutcome()).isEqualTo(Outcome.TLS_ALERT);
    assertThat(row(sni, AskedName.NONE).getChain()).isEqualTo(hashes(own));
  }

  @Test
  void without_a_name_the_first_handshake_is_the_row_of_none() {
    int port = peers.tls(own, "TLSv1.2", Conducts.closing());
    HostTarget named = Probing.target(port, Tier.MANNERS);
    HostTarget nameless =
        new HostTarget(
            named.endpoint(),
            Optional.empty(),
            named.owner(),
            named.asn(),
            named.insideOwner(),
            named.tier());

    SniProbe sni = matrix(Probing.await(probing.prober().probe(nameless)));

    assertThat(sni.getTests())
        .extracting(SniTest::getAsked)
        .containsExactly(
            AskedName.NONE, AskedName.RANDOM, AskedName.UNRELATED, AskedName.UNRELATED);
  }

  @Test
  void old_server_is_asked_by_the_engine_that_it_understands() {
    int port = openSsl.serve(1_024, "-tls1", "-cipher", "DHE-RSA-AES128-SHA:@SECLEVEL=0");

    SniProbe sni = matrix(probing.manners(port));

    assertThat(sni.getTests())
        .hasSize(5)
        .allSatisfy(row -> assertThat(row.getProtocol()).isEqualTo("TLSv1"));
  }

  @Test
  void port_that_is_closed_is_not_tested() {
    SniProbe sni = matrix(probing.manners(peers.refusing()));

    assertThat(sni.getOutcome()).isEqualTo(Outcome.CONNECTION_REFUSED);
    assertThat(sni.getTests()).isEmpty();
  }

  @Test
  void names_that_draw_nothing_take_no_more_than_the_hosts_time() {
    int origin = peers.tls(own, "TLSv1.3", Conducts.closing());
    Conduct holding = SniRouter.by(Map.of(Probing.NAME, origin), Conducts.silent());
    Probing impatient =
        new Probing(
            hasty()
                .with(
                    times -> times.withConnecting(Duration.ofSeconds(5), Duration.ofMillis(300))));
    try (HostProber prober = impatient.prober()) {

      HostReport report =
          Probing.await(prober.probe(Probing.target(peers.tcp(holding), Tier.MANNERS)));

      assertThat(matrix(report).getTests().subList(1, 5))
          .extracting(SniTest::getOutcome)
          .containsOnly(Outcome.IO_TIMEOUT);
    }
  }

  /** What else this tier asks is not waited for. */
  private static ProberSettings hasty() {
    Duration silence = Duration.ofMillis(300);
    return Probing.settings()
        .withSilence(silence, silence)
        .with(times -> times.withWatch(silence, silence));
  }

  private static SniProbe matrix(HostReport report) {
    return report.probe(SniProbe.class).orElseThrow();
  }

  private static SniTest row(SniProbe sni, AskedName asked) {
    return sni.getTests().stream().filter(row -> row.getAsked() == asked).findFirst().orElseThrow();
  }

  private static List<String> hashes(Identity identity) {
    return identity.ders().stream().map(CertificateFacts::sha256).toList();
  }
}
