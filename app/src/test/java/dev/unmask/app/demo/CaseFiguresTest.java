package dev.unmask.app.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.unmask.avro.ApplicationProbe;
import dev.unmask.avro.BannerClaims;
import dev.unmask.avro.HttpSummary;
import dev.unmask.avro.Observation;
import dev.unmask.avro.OpenVpnAnswer;
import dev.unmask.avro.OpenVpnProbe;
import dev.unmask.avro.Outcome;
import dev.unmask.avro.TlsProbe;
import dev.unmask.avro.Transport;
import dev.unmask.lab.LabFiles;
import dev.unmask.lab.pki.LabPki;
import dev.unmask.lab.scenario.LabPorts;
import dev.unmask.lab.scenario.LabScenario;
import dev.unmask.schemas.endpoint.Endpoints;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CaseFiguresTest {
  @Test
  void are_counted_from_what_was_seen() {
    CaseFigures figures =
        CaseFigures.of(
            List.of(
                seen("127.1.0.1", 443, "aa", answered(403, null)),
                seen("127.1.0.2", 443, "aa", answered(302, "https://support.microsoft.com/x")),
                withOpenVpn(seen("127.1.0.3", 636, "aa", null)),
                banner("127.1.0.4", 3269, "aa"),
                seen("127.1.0.5", 443, "bb", answered(403, null)),
                banner("127.1.0.6", 443, null)));

    assertThat(figures)
        .isEqualTo(new CaseFigures(5, 2, 4, 3, 2, 1, Map.of("support.microsoft.com", 1L), 1, 1));
  }

  @Test
  void of_the_lab_at_full_size_are_those_of_the_case() {
    LabScenario scenario = LabScenario.divd(1, 1, LabPorts.WELL_KNOWN);
    Instant now = Instant.parse("2026-11-24T00:00:00Z");
    CaseFigures lab =
        CaseFigures.of(new LabFiles(scenario, LabPki.create(scenario.leaves(), now), now).truth());

    assertThat(lab)
        .usingRecursiveComparison()
        .ignoringFields("vpnPortOpen", "openVpn")
        .isEqualTo(CaseFigures.DIVD);
    assertThat(lab.vpnPortOpen())
        .isGreaterThan(lab.openVpn())
        .isGreaterThan(lab.sameCertificate() / 2);
  }

  @Test
  void of_nothing_are_zero() {
    assertThat(CaseFigures.of(List.<Observation>of()).sameCertificate()).isZero();
  }

  private static Observation seen(
      String ip,
      int port,
      String fingerprint,
      @org.jspecify.annotations.Nullable ApplicationProbe answer) {
    TlsProbe tls =
        TlsProbe.newBuilder()
            .setOutcome(Outcome.SUCCESS)
            .setHandshakeCompleted(true)
            .setChain(List.of(fingerprint))
            .build();
    return Observation.newBuilder()
        .setEndpoint(Endpoints.of(ip, port, Transport.TCP))
        .setTls(tls)
        .setApplication(answer)
        .build();
  }

  private static Observation banner(
      String ip, int port, @org.jspecify.annotations.Nullable String fingerprint) {
    BannerClaims claims = BannerClaims.newBuilder().setFingerprint(fingerprint).build();
    return Observation.newBuilder()
        .setEndpoint(Endpoints.of(ip, port, Transport.TCP))
        .setBanner(claims)
        .build();
  }

  private static ApplicationProbe answered(
      int status, @org.jspecify.annotations.Nullable String location) {
    return ApplicationProbe.newBuilder()
        .setHttp(HttpSummary.newBuilder().setStatus(status).setLocation(location).build())
        .build();
  }

  private static Observation withOpenVpn(Observation observation) {
    OpenVpnProbe proved =
        OpenVpnProbe.newBuilder()
            .setConnect(Outcome.SUCCESS)
            .setAnswer(OpenVpnAnswer.PROVED)
            .build();
    return Observation.newBuilder(observation).setOpenVpn(List.of(proved)).build();
  }
}
