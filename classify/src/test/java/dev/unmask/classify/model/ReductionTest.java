package dev.unmask.classify.model;

import static dev.unmask.classify.model.ObservationBuilder.LEAF;
import static dev.unmask.classify.model.ObservationBuilder.ROOT;
import static dev.unmask.classify.model.ObservationBuilder.anObservation;
import static dev.unmask.classify.model.ObservationBuilder.expired;
import static dev.unmask.classify.model.ObservationBuilder.judgement;
import static org.assertj.core.api.Assertions.assertThat;

import dev.unmask.avro.Anchor;
import dev.unmask.avro.ApplicationAnswer;
import dev.unmask.avro.LivenessResult;
import dev.unmask.avro.Observation;
import dev.unmask.avro.OpenVpnAnswer;
import dev.unmask.avro.OpenVpnProbe;
import dev.unmask.avro.OpenVpnState;
import dev.unmask.avro.OrderlyCloseResult;
import dev.unmask.avro.Outcome;
import dev.unmask.avro.PassiveReason;
import dev.unmask.avro.PathState;
import dev.unmask.avro.PathValidity;
import dev.unmask.avro.Transport;
import dev.unmask.classify.model.Reach.BannerAgreement;
import dev.unmask.classify.model.Reach.Handshake;
import dev.unmask.classify.model.Reach.Source;
import dev.unmask.classify.model.Reach.TlsOutcome;
import dev.unmask.classify.model.Speech.Answer;
import dev.unmask.classify.model.Speech.Redirect;
import dev.unmask.schemas.owner.OwnerCatalogue;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ReductionTest {

  private static final OwnerCatalogue OWNERS = OwnerCatalogue.builtIn();

  private static Signature of(ObservationBuilder observation) {
    return Signature.of(observation.build(), OWNERS);
  }

  @ParameterizedTest
  @CsvSource({
    "443, HTTPS",
    "8443, HTTPS",
    "636, LDAPS",
    "3269, LDAPS",
    "993, OTHER",
    "0, OTHER",
    "65535, OTHER"
  })
  void a_port_has_a_class(int port, PortClass expected) {
    assertThat(of(anObservation().at("192.0.2.7", port)).reach().port()).isEqualTo(expected);
  }

  @ParameterizedTest
  @EnumSource(PassiveReason.class)
  void a_host_that_was_not_probed_says_why(PassiveReason reason) {
    Reach reach = of(anObservation().passive(reason)).reach();

    assertThat(reach.source()).isEqualTo(Source.PASSIVE);
    assertThat(reach.outcome()).isEqualTo(TlsOutcome.NOT_PROBED);
    assertThat(reach.handshake()).isEqualTo(Handshake.NOT_TESTED);
    assertThat(reach.passiveReason().name())
        .isEqualTo(reason == PassiveReason.NONE ? "OTHER" : reason.name());
  }

  @ParameterizedTest
  @EnumSource(Outcome.class)
  void every_outcome_has_its_word(Outcome outcome) {
    assertThat(of(anObservation().failed(outcome)).outcomeName()).isEqualTo(outcome.name());
  }

  @ParameterizedTest
  @CsvSource({"BLOCKLISTED_TARGET, BLOCKLISTED", "POLICY_SKIPPED, OTHER", "CANCELLED, OTHER"})
  void a_probe_that_was_not_made_leaves_the_host_passive(
      Outcome outcome, Reach.PassiveReason reason) {
    Signature host = of(anObservation().failed(outcome));

    assertThat(host.probed()).isFalse();
    assertThat(host.reach().passiveReason()).isEqualTo(reason);
    assertThat(host.reach().handshake()).isEqualTo(Handshake.NOT_TESTED);
  }

  @Test
  void a_certificate_that_was_shown_is_no_key_that_was_used() {
    assertThat(of(anObservation()).reach().handshake()).isEqualTo(Handshake.COMPLETED);
    assertThat(of(anObservation().failed(Outcome.TLS_ALERT, LEAF)).reach().handshake())
        .isEqualTo(Handshake.CERTIFICATE_ONLY);
    assertThat(of(anObservation().failed(Outcome.IO_TIMEOUT)).reach().handshake())
        .isEqualTo(Handshake.FAILED);
  }

  @Test
  void banner_and_probe_are_compared_where_both_saw_a_leaf() {
    assertThat(of(anObservation().banner(1L, LEAF)).reach().banner())
        .isEqualTo(BannerAgreement.AGREES);
    assertThat(of(anObservation().banner(1L, ROOT)).reach().banner())
        .isEqualTo(BannerAgreement.DISAGREES);
    assertThat(of(anObservation().banner(1L, null)).reach().banner())
        .isEqualTo(BannerAgreement.NOT_TESTED);
    assertThat(of(anObservation().failed(Outcome.IO_TIMEOUT)).reach().banner())
        .isEqualTo(BannerAgreement.NOT_TESTED);
  }

  @Test
  void the_tls_shape_tells_protocol_cipher_and_alpn_apart() {
    assertThat(
            List.of(
                of(anObservation().tls("TLSv1.2", "A", "")).reach().tlsShape(),
                of(anObservation().tls("TLSv1.3", "A", "")).reach().tlsShape(),
                of(anObservation().tls("TLSv1.2", "B", "")).reach().tlsShape(),
                of(anObservation().tls("TLSv1.2", "A", "h2")).reach().tlsShape(),
                of(anObservation().tls("TLSv1.2", "", "A")).reach().tlsShape()))
        .doesNotHaveDuplicates()
        .allMatch(shape -> shape.length() == 8);
    assertThat(of(anObservation().failed(Outcome.TLS_ALERT, LEAF)).reach().tlsShape()).isEmpty();
  }

  @Test
  void the_network_is_its_owners_by_number_or_by_nobody() {
    assertThat(of(anObservation().banner(8075L, LEAF)).inNetworkOf("microsoft")).isTrue();
    assertThat(of(anObservation().banner(20940L, LEAF)).networkOwners()).containsExactly("akamai");
    assertThat(of(anObservation().banner(64500L, LEAF)).networkOwners()).isEmpty();
    assertThat(of(anObservation().banner(null, LEAF)).networkOwners()).isEmpty();
  }

  @Test
  void the_strongest_anchor_counts() {
    assertThat(anchor(PathState.COMPLETE, Anchor.USER_STORE, Anchor.OWNER_CATALOGUE))
        .isEqualTo(Chain.Anchor.OWNER_CATALOGUE);
    assertThat(anchor(PathState.COMPLETE, Anchor.USER_STORE, Anchor.PUBLIC_STORE))
        .isEqualTo(Chain.Anchor.PUBLIC_STORE);
    assertThat(anchor(PathState.COMPLETE, Anchor.USER_STORE)).isEqualTo(Chain.Anchor.USER_STORE);
    assertThat(anchor(PathState.UNTRUSTED_ISSUER)).isEqualTo(Chain.Anchor.NONE);
    assertThat(anchor(PathState.UNKNOWN)).isEqualTo(Chain.Anchor.NOT_TESTED);
  }

  private static Chain.Anchor anchor(PathState path, Anchor... anchors) {
    return of(anObservation().judged(judgement(path, PathValidity.VALID, true, List.of(), anchors)))
        .chain()
        .anchor();
  }

  @Test
  void an_expired_root_is_not_an_expired_leaf() {
    Chain root =
        of(anObservation()
                .judged(
                    judgement(
                        PathState.COMPLETE,
                        PathValidity.EXPIRED,
                        true,
                        List.of(expired(ROOT, "2021-05-09T23:59:59Z")),
                        Anchor.OWNER_CATALOGUE)))
            .chain();
    Chain leaf =
        of(anObservation()
                .judged(
                    judgement(
                        PathState.COMPLETE,
                        PathValidity.EXPIRED,
                        true,
                        List.of(
                            expired(ROOT, "2021-05-09T23:59:59Z"),
                            expired(LEAF, "2020-01-31T00:00:00Z")),
                        Anchor.OWNER_CATALOGUE)))
            .chain();

    assertThat(root.time()).isEqualTo(Chain.Time.ISSUER_EXPIRED);
    assertThat(root.expiredMonth()).isEqualTo((2021 - 1970) * 12 + 4);
    assertThat(leaf.time()).isEqualTo(Chain.Time.LEAF_EXPIRED);
    assertThat(leaf.expiredMonth()).isEqualTo((2020 - 1970) * 12);
  }

  @Test
  void a_chain_that_was_never_valid_is_not_merely_expired() {
    Chain chain =
        of(anObservation()
                .judged(
                    judgement(
                        PathState.COMPLETE,
                        PathValidity.EXPIRED,
                        false,
                        List.of(),
                        Anchor.USER_STORE)))
            .chain();

    assertThat(chain.time()).isEqualTo(Chain.Time.NEVER_VALID);
    assertThat(chain.time().expiredOnly()).isFalse();
  }

  /** Dates in a chain without an anchor are whatever a peer liked to write. */
  @Test
  void dates_are_kept_of_anchored_chains_only() {
    Chain chain =
        of(anObservation()
                .judged(
                    judgement(
                        PathState.UNTRUSTED_ISSUER,
                        PathValidity.EXPIRED,
                        true,
                        List.of(expired(ROOT, "1999-05-09T00:00:00Z")))))
            .chain();

    assertThat(chain.expiredMonth()).isZero();
  }

  @ParameterizedTest
  @CsvSource({"1950-01-01T00:00:00Z, 0", "9999-12-31T23:59:59Z, 65535", "1970-02-01T00:00:00Z, 1"})
  void dates_beyond_all_use_are_cut(String date, int month) {
    var judgement =
        judgement(
            PathState.COMPLETE,
            PathValidity.EXPIRED,
            true,
            List.of(expired(ROOT, date)),
            Anchor.USER_STORE);

    int expected = date.startsWith("9999") ? (9999 - 1970) * 12 + 11 : month;
    assertThat(of(anObservation().judged(judgement)).chain().expiredMonth())
        .isEqualTo(Math.min(65_535, expected));
  }

  @Test
  void the_banners_chain_stands_in_where_there_is_no_live_one() {
    var banner = judgement(PathState.SELF_SIGNED_LEAF, PathValidity.VALID, true, List.of());
    var live =
        judgement(PathState.COMPLETE, PathValidity.VALID, true, List.of(), Anchor.PUBLIC_STORE);

    assertThat(of(anObservation().bannerJudged(banner)).chain().path())
        .isEqualTo(Chain.Path.SELF_SIGNED_LEAF);
    assertThat(of(anObservation().bannerJudged(banner).judged(live)).chain().path())
        .isEqualTo(Chain.Path.COMPLETE);
    assertThat(of(anObservation()).chain()).isEqualTo(Chain.unseen());
  }

  @ParameterizedTest
  @CsvSource({
    "ALERT, NOT_TESTED, ALERT",
    "HELD, NOT_TESTED, HELD",
    "UNDECRYPTABLE, NOT_TESTED, UNDECRYPTABLE",
    "CLOSED, ANSWERED, ORDERLY",
    "RESET, ANSWERED, ORDERLY",
    "CLOSED, CLOSED, CLOSED",
    "CLOSED, HELD, CLOSED",
    "RESET, RESET, RESET",
    "CLOSED, UNDECRYPTABLE, UNDECRYPTABLE",
    "HELD, ANSWERED, HELD",
    "NOT_TESTED, NOT_TESTED, NOT_TESTED"
  })
  void closed_is_never_merged_into_held(
      LivenessResult result, OrderlyCloseResult orderly, Speech.Liveness expected) {
    assertThat(of(anObservation().liveness(result, orderly)).speech().liveness())
        .isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "200, HTTP_SUCCESS",
    "302, HTTP_REDIRECT",
    "403, HTTP_ERROR",
    "503, HTTP_ERROR",
    "101, HTTP_OTHER",
    "999, HTTP_OTHER"
  })
  void an_http_answer_is_told_by_its_status(int status, Answer expected) {
    assertThat(of(anObservation().http(status, null, null, null)).speech().answer())
        .isEqualTo(expected);
  }

  @ParameterizedTest
  @EnumSource(
      value = ApplicationAnswer.class,
      names = "HTTP_RESPONSE",
      mode = EnumSource.Mode.EXCLUDE)
  void other_answers_keep_their_word(ApplicationAnswer answer) {
    assertThat(of(anObservation().answered(answer)).speech().answer().name())
        .isEqualTo(answer.name());
  }

  @ParameterizedTest
  @CsvSource({
    "https://fe2.update.microsoft.com/v6, CATALOGUED, microsoft",
    "https://support.microsoft.com, CATALOGUED, microsoft",
    "https://www.google.com/, CATALOGUED, google",
    "https://evil.example/, ELSEWHERE, ''",
    "https://microsoft.com.evil.example/, ELSEWHERE, ''",
    "https://notmicrosoft.com/, ELSEWHERE, ''",
    "https://www.microsoft.com@evil.example/, ELSEWHERE, ''",
    "https://192.0.2.7/x, SELF, ''",
    "/login, SELF, ''",
    "'', NONE, ''"
  })
  void a_redirect_leads_to_an_owner_to_itself_or_elsewhere(
      String location, Redirect redirect, String owner) {
    Speech speech = of(anObservation().http(302, location, null, null)).speech();

    assertThat(speech.redirect()).isEqualTo(redirect);
    assertThat(speech.redirectOwner()).isEqualTo(owner);
  }

  @ParameterizedTest
  @CsvSource({
    "200, '', AkamaiGHost, EXPECTED, akamai",
    "200, '', GWS/2.1, EXPECTED, google",
    "302, https://www.microsoft.com/, AkamaiGHost, CATALOGUED, microsoft",
    "302, /login, AkamaiGHost, EXPECTED, akamai",
    "302, https://evil.example/, AkamaiGHost, ELSEWHERE, ''",
    "404, '', AkamaiGHost, NONE, ''",
    "200, '', nginx, NONE, ''"
  })
  void an_answer_is_such_as_an_owners_servers_are_known_to_give(
      int status, String location, String server, Redirect redirect, String owner) {
    Speech speech = of(anObservation().http(status, location, server, null)).speech();

    assertThat(speech.redirect()).isEqualTo(redirect);
    assertThat(speech.redirectOwner()).isEqualTo(owner);
  }

  /** This one is of long ago. */
  @Test
  void what_an_owners_servers_answer_is_a_matter_of_the_observations_time() {
    assertThat(of(anObservation().http(200, "", "cloudflare-nginx", null)).speech().redirectOwner())
        .isEqualTo("cloudflare");
    assertThat(of(anObservation().http(200, "", "cloudflare", null)).speech().redirect())
        .isEqualTo(Redirect.NONE);
  }

  @Test
  void a_location_without_a_redirect_leads_nowhere() {
    assertThat(
            of(anObservation().http(200, "https://www.microsoft.com/", null, null))
                .speech()
                .redirect())
        .isEqualTo(Redirect.NONE);
  }

  @Test
  void the_shape_of_an_answer_is_blind_to_what_changes_from_request_to_request() {
    String one = shape(302, "https://a.example/x?session=1", "ECS (dcb/7F83)", null);
    String other = shape(302, "https://A.example:443/y?session=2", "ecs (lha/0001)", null);

    assertThat(one).isEqualTo(other).hasSize(8);
    assertThat(shape(200, null, "nginx/1.18.0", "Page 1 of 7"))
        .isEqualTo(shape(200, null, "nginx/1.25.3", "Page 2 of 9"));
  }

  @Test
  void the_shape_of_an_answer_tells_content_from_the_server_that_gives_it() {
    String iis = shape(200, null, "Microsoft-IIS/10.0", "Update");
    String nginx = shape(200, null, "nginx", "Update");
    String other = shape(200, null, "nginx", "Welcome to nginx!");

    assertThat(iis.substring(0, 4)).isEqualTo(nginx.substring(0, 4));
    assertThat(iis).isNotEqualTo(nginx);
    assertThat(nginx.substring(0, 4)).isNotEqualTo(other.substring(0, 4));
  }

  @Test
  void an_answer_with_nothing_distinctive_says_so() {
    assertThat(shape(200, null, "nginx", null)).endsWith("0000");
    assertThat(shape(403, null, "nginx", "403 Forbidden")).endsWith("0000");
    assertThat(of(anObservation().answered(ApplicationAnswer.SILENCE)).speech().answerShape())
        .isEmpty();
  }

  private static String shape(int status, String location, String server, String title) {
    return of(anObservation().http(status, location, server, title)).speech().answerShape();
  }

  @ParameterizedTest
  @CsvSource({
    "SUCCESS, OPEN",
    "CONNECTION_REFUSED, CLOSED",
    "HOST_UNREACHABLE, CLOSED",
    "CONNECTION_TIMEOUT, FILTERED",
    "POLICY_SKIPPED, NOT_TESTED",
    "BLOCKLISTED_TARGET, NOT_TESTED",
    "CANCELLED, NOT_TESTED"
  })
  void an_open_port_is_not_a_vpn(Outcome connect, Vpn.Port1194 expected) {
    Vpn vpn =
        of(anObservation().openVpn(1194, Transport.TCP, connect, OpenVpnAnswer.NOT_TESTED)).vpn();

    assertThat(vpn.port1194()).isEqualTo(expected);
    assertThat(vpn.openVpn()).isEqualTo(Vpn.OpenVpn.NOT_TESTED);
  }

  @Test
  void openvpn_is_proved_by_either_transport() {
    Vpn vpn =
        of(anObservation()
                .openVpn(1194, Transport.TCP, Outcome.SUCCESS, OpenVpnAnswer.SILENCE)
                .openVpn(1194, Transport.UDP, Outcome.SUCCESS, OpenVpnAnswer.PROVED))
            .vpn();

    assertThat(vpn.openVpn()).isEqualTo(Vpn.OpenVpn.PROVED);
    assertThat(vpn.portShare()).isEqualTo(Vpn.PortShare.NOT_TESTED);
  }

  @Test
  void openvpn_on_the_tls_port_itself_is_a_port_share() {
    Vpn vpn =
        of(anObservation().openVpn(443, Transport.TCP, Outcome.SUCCESS, OpenVpnAnswer.PROVED))
            .vpn();

    assertThat(vpn.portShare()).isEqualTo(Vpn.PortShare.SHARED);
    assertThat(vpn.port1194()).isEqualTo(Vpn.Port1194.NOT_TESTED);
  }

  @Test
  void a_port_that_closes_as_openvpn_with_a_hidden_key_does_is_behind_a_key() {
    Observation.Builder seen = Observation.newBuilder(anObservation().build());
    seen.setOpenVpn(List.of(behindKey(443), behindKey(1194)));

    Vpn vpn = Signature.of(seen.build(), OWNERS).vpn();

    assertThat(vpn.portShare()).isEqualTo(Vpn.PortShare.BEHIND_KEY);
    assertThat(vpn.openVpn()).isEqualTo(Vpn.OpenVpn.BEHIND_KEY);
  }

  private static OpenVpnProbe behindKey(int port) {
    return OpenVpnProbe.newBuilder()
        .setPort(port)
        .setConnect(Outcome.SUCCESS)
        .setOutcome(Outcome.CONNECTION_CLOSED)
        .setAnswer(OpenVpnAnswer.CLOSED)
        .setState(OpenVpnState.BEHIND_KEY)
        .build();
  }
}
