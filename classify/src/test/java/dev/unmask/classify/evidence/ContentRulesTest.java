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

import dev.unmask.classify.model.HostBuilder;
import dev.unmask.classify.model.PortClass;
import dev.unmask.classify.model.ProfileBuilder;
import dev.unmask.classify.model.Speech;
import dev.unmask.classify.ruleset.Sign;
import org.junit.jupiter.api.Test;

/** Whose content it is that hosts give. */
class ContentRulesTest {

  @Test
  void foreign_content_needs_a_twin_that_was_asked_the_same_and_answered() {
    HostBuilder foreign = aHost().alerting().answered(Speech.Answer.HTTP_SUCCESS, "0bad0001");

    assertThat(see(new ForeignContent(), aProfile().with(40, foreign).with(6, twin())).support())
        .isEqualTo(40);
    assertThat(new ForeignContent().look(cluster(aProfile().with(40, foreign), MICROSOFTS)))
        .isEmpty();
    assertThat(
            new ForeignContent()
                .look(
                    cluster(
                        aProfile().with(40, foreign).with(6, twin().on(PortClass.OTHER)),
                        MICROSOFTS)))
        .isEmpty();
    assertThat(
            new ForeignContent()
                .look(
                    cluster(
                        aProfile()
                            .with(40, foreign)
                            .with(6, aHost().inside("microsoft").alerting().silent()),
                        MICROSOFTS)))
        .isEmpty();
  }

  @Test
  void an_error_page_is_never_foreign_content_nor_is_a_redirect_to_the_owner() {
    Finding finding =
        see(
            new ForeignContent(),
            aProfile()
                .with(40, aHost().answered(Speech.Answer.HTTP_ERROR, "0bad0000"))
                .with(40, aHost().redirectingTo("microsoft", "0bad0001"))
                .with(40, aHost().silent())
                .with(6, twin()));

    assertThat(finding.support()).isZero();
    assertThat(finding.total()).isEqualTo(120);
  }

  @Test
  void a_twins_content_from_another_server_is_neither_foreign_nor_the_owners() {
    ProfileBuilder cdn =
        aProfile()
            .with(40, aHost().alerting().answered(Speech.Answer.HTTP_SUCCESS, "00070009"))
            .with(6, twin().answered(Speech.Answer.HTTP_SUCCESS, "00070008"));

    assertThat(see(new ForeignContent(), cdn).support()).isZero();
    assertThat(sign(see(new OwnerContent(), cdn), Sign.OWNER_CONTENT_OUTSIDE).support()).isZero();
  }

  @Test
  void an_answer_with_nothing_distinctive_is_nobodys() {
    ProfileBuilder blank =
        aProfile()
            .with(40, aHost().alerting().answered(Speech.Answer.HTTP_SUCCESS, "00070000"))
            .with(6, twin().answered(Speech.Answer.HTTP_SUCCESS, "00070000"));

    assertThat(see(new OwnerContent(), blank).support()).isZero();
    assertThat(see(new ForeignContent(), blank).support()).isZero();
  }

  @Test
  void anybody_can_redirect_to_the_owner() {
    HostBuilder redirecting = aHost().alerting().redirectingTo("microsoft", "0bad0001");
    Finding beside = see(new OwnerContent(), aProfile().with(40, redirecting).with(6, twin()));
    Finding alone = see(new OwnerContent(), aProfile().with(40, redirecting));

    assertThat(sign(beside, Sign.OWNER_CONTENT_OUTSIDE).support()).isZero();
    assertThat(sign(beside, Sign.OWNER_REDIRECT_WITHOUT_TWIN).support()).isZero();
    assertThat(sign(alone, Sign.OWNER_REDIRECT_WITHOUT_TWIN).support()).isEqualTo(40);
  }

  @Test
  void what_the_owners_servers_are_known_to_answer_is_its_content_where_no_twin_was_asked() {
    HostBuilder expected = aHost().alerting().answeringAsKnownOf("akamai", "0001aaaa");
    HostBuilder others = aHost().alerting().answeringAsKnownOf("google", "0001aaaa");

    Finding alone = see(new OwnerContent(), aProfile().with(10, expected).with(5, others));
    Finding beside = see(new OwnerContent(), aProfile().with(10, expected).with(2, twin()));

    assertThat(sign(alone, Sign.OWNER_REDIRECT_WITHOUT_TWIN).support()).isEqualTo(10);
    assertThat(alone.support()).isEqualTo(10);
    assertThat(alone.statement()).contains("10 more answered as its servers");
    assertThat(has(beside, Sign.OWNER_REDIRECT_WITHOUT_TWIN)).isFalse();
    assertThat(beside.statement()).doesNotContain("more answered");
  }

  @Test
  void what_the_owners_servers_are_known_to_answer_is_foreign_if_no_twin_gives_it() {
    HostBuilder known = aHost().alerting().answeringAsKnownOf("akamai", "0002aaaa");
    ProfileBuilder beside =
        aProfile().with(10, known.tls("00000001")).with(4, twin().tls("00000001"));

    assertThat(sign(see(new ForeignContent(), beside), Sign.FOREIGN).support()).isEqualTo(10);
  }
}
