package dev.unmask.app.probe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.unmask.app.probe.Finding.Result;
import dev.unmask.avro.Anchor;
import dev.unmask.avro.ApplicationAnswer;
import dev.unmask.avro.ApplicationProbe;
import dev.unmask.avro.ApplicationRequest;
import dev.unmask.avro.ChainJudgement;
import dev.unmask.avro.Endpoint;
import dev.unmask.avro.FirstAnswer;
import dev.unmask.avro.FirstBytes;
import dev.unmask.avro.FirstBytesTest;
import dev.unmask.avro.HalfCloseProbe;
import dev.unmask.avro.HttpSummary;
import dev.unmask.avro.LivenessProbe;
import dev.unmask.avro.LivenessResult;
import dev.unmask.avro.NameMatch;
import dev.unmask.avro.Observation;
import dev.unmask.avro.OpenVpnAnswer;
import dev.unmask.avro.OpenVpnProbe;
import dev.unmask.avro.Outcome;
import dev.unmask.avro.PathState;
import dev.unmask.avro.PathValidity;
import dev.unmask.avro.TlsProbe;
import dev.unmask.avro.Transport;
import dev.unmask.schemas.owner.OwnerCatalogue;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class HostFindingsTest {

  private static final OwnerCatalogue OWNERS = OwnerCatalogue.builtIn();

  @Test
  void what_was_not_asked_is_not_tested_and_says_from_which_tier_on() {
    Map<String, Finding> findings = findings(shaken().build());

    assertThat(findings.get("LIVENESS"))
        .isEqualTo(new Finding(Result.NOT_TESTED, "asked from tier 2 on"));
    assertThat(findings.get("HALF_CLOSE"))
        .isEqualTo(new Finding(Result.NOT_TESTED, "asked from tier 3 on"));
    assertThat(findings.get("RTT_SPLIT"))
        .isEqualTo(new Finding(Result.NOT_TESTED, "asked from tier 4 on"));
  }

  @Test
  void a_refused_host_completed_no_handshake_and_nothing_else_is_told() {
    TlsProbe refused = TlsProbe.newBuilder().setOutcome(Outcome.CONNECTION_REFUSED).build();
    Map<String, Finding> findings = findings(Observation.newBuilder().setTls(refused).build());

    assertThat(findings.get("HANDSHAKE_COMPLETED"))
        .isEqualTo(new Finding(Result.NO, "connection refused"));
    assertThat(findings.values().stream().filter(one -> one.result() == Result.YES)).isEmpty();
  }

  @Test
  void every_code_of_evidence_is_there() {
    assertThat(findings(shaken().build()).keySet())
        .containsExactlyInAnyOrder(
            "MANY_NETWORKS",
            "OUTSIDE_OWNER",
            "HANDSHAKE_COMPLETED",
            "LIVENESS",
            "TWIN",
            "CHAIN_EXPIRED_ONLY",
            "CHAIN_UNTRUSTED",
            "SELF_SIGNED",
            "NAME_MISMATCH",
            "NO_APPLICATION_DATA",
            "OWNER_CONTENT",
            "FOREIGN_CONTENT",
            "PORT_1194_OPEN",
            "OPENVPN_ANSWERED",
            "OPENVPN_CLOSE_PATTERN",
            "PORT_SHARED",
            "SESSION_RESUMED_ELSEWHERE",
            "RTT_SPLIT",
            "HALF_CLOSE",
            "FIRST_BYTES",
            "SNI_DEPENDENT",
            "BANNER_DISAGREES");
  }

  @Test
  void a_relay_of_the_handshake_alone_is_held_and_silent() {
    Observation relay =
        shaken()
            .setLiveness(liveness(LivenessResult.HELD))
            .setApplication(answered(ApplicationAnswer.SILENCE, null))
            .build();

    Map<String, Finding> findings = findings(relay);

    assertThat(findings.get("LIVENESS").result()).isEqualTo(Result.NO);
    assertThat(findings.get("LIVENESS").detail()).contains("held");
    assertThat(findings.get("NO_APPLICATION_DATA").result()).isEqualTo(Result.YES);
    assertThat(findings.get("FOREIGN_CONTENT").result()).isEqualTo(Result.NOT_TESTED);
  }

  @Test
  void content_is_foreign_only_beside_a_twin_that_answers_otherwise() {
    Observation own = page("Welcome", "127.0.0.1");
    Observation other = page("Something else", "127.0.0.2");

    assertThat(findings(other).get("FOREIGN_CONTENT").result()).isEqualTo(Result.NOT_TESTED);
    assertThat(findings(other, own).get("FOREIGN_CONTENT").result()).isEqualTo(Result.YES);
    assertThat(findings(other, own).get("TWIN").result()).isEqualTo(Result.YES);
    assertThat(findings(page("Welcome", "127.0.0.3"), own).get("FOREIGN_CONTENT").result())
        .isEqualTo(Result.NO);
  }

  @Test
  void an_expired_chain_that_was_once_valid_is_expired_only() {
    ChainJudgement judged =
        ChainJudgement.newBuilder()
            .setPath(PathState.COMPLETE)
            .setAnchors(List.of(Anchor.USER_STORE))
            .setValidity(PathValidity.EXPIRED)
            .setOnceValid(true)
            .setName(NameMatch.MATCH)
            .build();
    Observation seen = shaken().build();
    TlsProbe tls = TlsProbe.newBuilder(seen.getTls()).setJudgement(judged).build();

    Map<String, Finding> findings = findings(Observation.newBuilder(seen).setTls(tls).build());

    assertThat(findings.get("CHAIN_EXPIRED_ONLY").result()).isEqualTo(Result.YES);
    assertThat(findings.get("CHAIN_UNTRUSTED").result()).isEqualTo(Result.NO);
    assertThat(findings.get("NAME_MISMATCH").result()).isEqualTo(Result.NO);
  }

  @Test
  void an_open_port_is_not_openvpn_and_a_shared_one_is() {
    Observation open =
        shaken()
            .setOpenVpn(
                List.of(openVpn(1194, OpenVpnAnswer.SILENCE), openVpn(443, OpenVpnAnswer.PROVED)))
            .build();

    Map<String, Finding> findings = findings(open);

    assertThat(findings.get("PORT_1194_OPEN").result()).isEqualTo(Result.YES);
    assertThat(findings.get("OPENVPN_ANSWERED").result()).isEqualTo(Result.NO);
    assertThat(findings.get("PORT_SHARED").result()).isEqualTo(Result.YES);
  }

  @Test
  void a_flight_that_a_half_close_loses_is_told_beside_the_twins() {
    Observation lost = halfClose(FirstAnswer.CLOSED, "127.0.0.1");
    Observation came = halfClose(FirstAnswer.TLS_HANDSHAKE, "127.0.0.2");

    assertThat(findings(lost, came).get("HALF_CLOSE"))
        .isEqualTo(
            new Finding(
                Result.YES,
                "ClientHello and FIN at once: the flight is lost, its twin's: flight came"));
    assertThat(findings(came).get("HALF_CLOSE").result()).isEqualTo(Result.NO);
  }

  private static Map<String, Finding> findings(Observation seen) {
    return HostFindings.of(seen, Optional.empty(), Optional.empty(), OWNERS);
  }

  private static Map<String, Finding> findings(Observation seen, Observation twin) {
    return HostFindings.of(seen, Optional.of(twin), Optional.empty(), OWNERS);
  }

  private static Observation.Builder shaken() {
    return Observation.newBuilder()
        .setEndpoint(new Endpoint("127.0.0.9", 443, Transport.TCP))
        .setTls(
            TlsProbe.newBuilder()
                .setOutcome(Outcome.SUCCESS)
                .setHandshakeCompleted(true)
                .setProtocol("TLSv1.3")
                .setCipherSuite("TLS_AES_128_GCM_SHA256")
                .setChain(List.of("aa".repeat(32)))
                .build());
  }

  private static LivenessProbe liveness(LivenessResult result) {
    return LivenessProbe.newBuilder().setOutcome(Outcome.SUCCESS).setResult(result).build();
  }

  private static Observation page(String title, String ip) {
    HttpSummary http = HttpSummary.newBuilder().setStatus(200).setTitle(title).build();
    return shaken()
        .setEndpoint(new Endpoint(ip, 443, Transport.TCP))
        .setLiveness(liveness(LivenessResult.ALERT))
        .setApplication(answered(ApplicationAnswer.HTTP_RESPONSE, http))
        .build();
  }

  private static ApplicationProbe answered(ApplicationAnswer answer, @Nullable HttpSummary http) {
    return ApplicationProbe.newBuilder()
        .setOutcome(Outcome.SUCCESS)
        .setRequest(ApplicationRequest.HTTP_GET)
        .setAnswer(answer)
        .setHttp(http)
        .build();
  }

  private static OpenVpnProbe openVpn(int port, OpenVpnAnswer answer) {
    return OpenVpnProbe.newBuilder()
        .setPort(port)
        .setConnect(Outcome.SUCCESS)
        .setOutcome(Outcome.SUCCESS)
        .setAnswer(answer)
        .build();
  }

  private static Observation halfClose(FirstAnswer answer, String ip) {
    FirstBytesTest test =
        FirstBytesTest.newBuilder()
            .setSent(FirstBytes.HELLO_AND_FIN)
            .setOutcome(Outcome.SUCCESS)
            .setAnswer(answer)
            .build();
    return shaken()
        .setEndpoint(new Endpoint(ip, 443, Transport.TCP))
        .setHalfClose(HalfCloseProbe.newBuilder().setOutcome(Outcome.SUCCESS).setTest(test).build())
        .build();
  }
}
