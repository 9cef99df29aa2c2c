package dev.unmask.classify.evidence;

import static dev.unmask.classify.evidence.Sight.MICROSOFTS;
import static dev.unmask.classify.evidence.Sight.cluster;
import static dev.unmask.classify.evidence.Sight.has;
import static dev.unmask.classify.evidence.Sight.see;
import static dev.unmask.classify.evidence.Sight.sign;
import static dev.unmask.classify.evidence.Sight.twin;
import static dev.unmask.classify.model.HostBuilder.aHost;
import static dev.unmask.classify.model.ProfileBuilder.aProfile;
import static org.assertj.core.api.Assertions.assertThat;

import dev.unmask.classify.model.PortClass;
import dev.unmask.classify.model.ProfileBuilder;
import dev.unmask.classify.model.Reach;
import dev.unmask.classify.model.Speech;
import dev.unmask.classify.ruleset.Sign;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whether the keys' holder reads what is sent, and what silence says. */
class LifeRulesTest {

  @Test
  void handshake_completed_counts_probed_hosts_only() {
    Finding finding =
        see(
            new HandshakeCompleted(),
            aProfile()
                .with(7, aHost())
                .with(2, aHost().certificateOnly())
                .with(1, aHost().failed(Reach.TlsOutcome.CONNECTION_REFUSED))
                .with(4, aHost().passive(Reach.PassiveReason.PROBING_OFF)));

    assertThat(finding.support()).isEqualTo(7);
    assertThat(finding.total()).isEqualTo(10);
    assertThat(finding.statement())
        .startsWith("7 of 10 hosts that were probed completed the TLS handshake");
  }

  @Test
  void liveness_names_each_result_for_itself() {
    Finding finding =
        see(
            new LivenessShown(),
            aProfile()
                .with(8_225, aHost().held())
                .with(6, aHost().alerting())
                .with(2, aHost().liveness(Speech.Liveness.CLOSED))
                .with(3, aHost().liveness(Speech.Liveness.RESET))
                .with(1, aHost().liveness(Speech.Liveness.ORDERLY))
                .with(9, aHost()));

    assertThat(finding.support()).isEqualTo(8_225);
    assertThat(finding.total()).isEqualTo(8_237);
    assertThat(finding.statement())
        .isEqualTo(
            "A forged record after the handshake was sent to 8,237 hosts: 8,225 held the connection"
                + " open in silence, 6 answered with an encrypted alert, 1 answered an orderly"
                + " close with theirs, 5 closed or reset it without a word.");
  }

  @Test
  void a_close_without_a_word_is_no_sign() {
    Finding finding =
        see(new LivenessShown(), aProfile().with(50, aHost().liveness(Speech.Liveness.CLOSED)));

    assertThat(finding.signs()).allMatch(one -> one.support() == 0);
  }

  @Test
  void holding_is_no_sign_where_the_twins_hold_too() {
    ProfileBuilder relays = aProfile().with(50, aHost().held());

    assertThat(has(see(new LivenessShown(), relays.with(4, twin())), Sign.HELD)).isTrue();
    assertThat(
            has(
                see(
                    new LivenessShown(),
                    aProfile()
                        .with(50, aHost().held())
                        .with(4, aHost().inside("microsoft").held().silent())),
                Sign.HELD))
        .isFalse();
    assertThat(
            has(
                see(new LivenessShown(), aProfile().with(50, aHost().held())),
                Sign.HELD_WITHOUT_TWIN))
        .isTrue();
  }

  @Test
  void holding_counts_only_of_hosts_outside() {
    Finding finding =
        see(new LivenessShown(), aProfile().with(50, aHost().inside("microsoft").held()));

    assertThat(finding.support()).isEqualTo(50);
    assertThat(finding.signs()).allMatch(one -> one.support() == 0);
  }

  @Test
  void a_handful_outside_says_nothing_of_the_cluster() {
    Finding finding =
        see(new LivenessShown(), aProfile().with(1_000, twin()).with(4, aHost().held()));

    assertThat(finding.signs()).allMatch(one -> one.support() == 0);
  }

  @Test
  void no_application_data_has_the_cases_figures() {
    Finding finding =
        see(
            new NoApplicationData(),
            aProfile().with(8_225, aHost().handshakeRelay()).with(6, twin()));

    assertThat(finding.support()).isEqualTo(8_225);
    assertThat(finding.total()).isEqualTo(8_231);
    assertThat(finding.statement())
        .startsWith(
            "8,225 of 8,231 hosts completed the handshake and then sent no application data");
    assertThat(sign(finding, Sign.SILENT).factor()).isEqualTo(1);
  }

  @Test
  void silence_of_a_host_that_is_alive_is_not_counted() {
    Finding finding =
        see(
            new NoApplicationData(),
            aProfile().with(50, aHost().alerting().silent()).with(6, twin()));

    assertThat(finding.support()).isZero();
  }

  /** Without the keys a request and a forged record are opaque alike. */
  @ParameterizedTest
  @EnumSource(
      value = Speech.Liveness.class,
      names = {"CLOSED", "RESET"})
  void silence_of_a_host_that_ends_the_connection_at_a_forged_record_alone_is_not_counted(
      Speech.Liveness ended) {
    Finding finding =
        see(
            new NoApplicationData(),
            aProfile().with(50, aHost().liveness(ended).silent()).with(6, twin()));

    assertThat(finding.support()).isZero();
  }

  @Test
  void silence_is_no_sign_where_the_twins_are_silent_too() {
    Finding finding =
        see(
            new NoApplicationData(),
            aProfile()
                .with(50, aHost().handshakeRelay())
                .with(6, aHost().inside("microsoft").alerting().silent()));

    assertThat(has(finding, Sign.SILENT)).isFalse();
  }

  @Test
  void silence_weighs_less_as_more_twins_are_silent() {
    Finding finding =
        see(
            new NoApplicationData(),
            aProfile()
                .with(50, aHost().handshakeRelay())
                .with(3, aHost().inside("microsoft").alerting().silent())
                .with(1, twin()));

    assertThat(sign(finding, Sign.SILENT).factor()).isEqualTo(0.5);
  }

  @Test
  void an_ldap_servers_silence_is_nothing() {
    var ldaps = aProfile().with(50, aHost().on(PortClass.LDAPS).held().listenedTo());

    assertThat(new NoApplicationData().look(cluster(ldaps, MICROSOFTS))).isEmpty();
  }

  @Test
  void a_close_is_not_silence() {
    Finding finding =
        see(
            new NoApplicationData(),
            aProfile().with(50, aHost().answered(Speech.Answer.CLOSED, "")).with(6, twin()));

    assertThat(finding.support()).isZero();
  }
}
