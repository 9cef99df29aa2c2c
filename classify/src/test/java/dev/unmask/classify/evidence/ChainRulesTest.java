package dev.unmask.classify.evidence;

import static dev.unmask.classify.evidence.Sight.MICROSOFTS;
import static dev.unmask.classify.evidence.Sight.NOBODYS;
import static dev.unmask.classify.evidence.Sight.cluster;
import static dev.unmask.classify.evidence.Sight.has;
import static dev.unmask.classify.evidence.Sight.naming;
import static dev.unmask.classify.evidence.Sight.see;
import static dev.unmask.classify.model.HostBuilder.aHost;
import static dev.unmask.classify.model.ProfileBuilder.aProfile;
import static org.assertj.core.api.Assertions.assertThat;

import dev.unmask.classify.model.Chain;
import dev.unmask.classify.model.ProfileBuilder;
import dev.unmask.classify.model.Reach;
import dev.unmask.classify.ruleset.Sign;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What the certificate and its chain say. */
class ChainRulesTest {

  @Test
  void an_expired_root_is_told_with_its_month() {
    var expired =
        new Chain(
            Chain.Anchor.USER_STORE,
            Chain.Path.COMPLETE,
            Chain.Time.ISSUER_EXPIRED,
            51 * 12 + 4,
            Chain.NameMatch.MATCH);
    Finding finding = see(new ChainExpiredOnly(), aProfile().with(8_231, aHost().chain(expired)));

    assertThat(finding.statement())
        .isEqualTo(
            "8,231 of 8,231 hosts present a chain that was valid once and is out of date: a"
                + " certificate above the leaf expired in May 2021.");
  }

  @Test
  void an_expired_chain_without_an_anchor_is_not_merely_expired() {
    var profile =
        aProfile()
            .with(
                5,
                aHost()
                    .chain(
                        Chain.Anchor.NONE, Chain.Path.UNTRUSTED_ISSUER, Chain.Time.ISSUER_EXPIRED));

    assertThat(new ChainExpiredOnly().look(cluster(profile, MICROSOFTS))).isEmpty();
  }

  @Test
  void one_chain_that_leads_to_an_anchor_settles_it_for_the_leaf() {
    Finding finding =
        see(
            new ChainUntrusted(),
            aProfile()
                .with(
                    50,
                    aHost().chain(Chain.Anchor.NONE, Chain.Path.UNTRUSTED_ISSUER, Chain.Time.VALID))
                .with(1, aHost()));

    assertThat(finding.support()).isEqualTo(50);
    assertThat(has(finding, Sign.ANCHORED_OWNER)).isTrue();
    assertThat(finding.signs()).hasSize(1);
  }

  @Test
  void a_chain_that_lacks_its_intermediates_says_nothing() {
    var profile =
        aProfile()
            .with(50, aHost().chain(Chain.Anchor.NONE, Chain.Path.INCOMPLETE, Chain.Time.UNKNOWN));

    assertThat(new ChainUntrusted().look(cluster(profile, MICROSOFTS))).isEmpty();
  }

  @Test
  void untrusted_weighs_by_whom_it_names_and_whether_his_cas_are_known() {
    ProfileBuilder untrusted =
        aProfile()
            .with(
                50,
                aHost().chain(Chain.Anchor.NONE, Chain.Path.UNTRUSTED_ISSUER, Chain.Time.VALID));

    assertThat(has(see(new ChainUntrusted(), untrusted), Sign.UNTRUSTED_CAS_UNKNOWN)).isTrue();
    assertThat(
            has(
                new ChainUntrusted().look(cluster(untrusted, NOBODYS)).orElseThrow(),
                Sign.UNTRUSTED_NOBODY))
        .isTrue();
    assertThat(
            new ChainUntrusted().look(cluster(untrusted, Optional.empty())).orElseThrow().signs())
        .isEmpty();
  }

  @Test
  void a_banners_chain_counts_less_than_a_live_one() {
    Finding finding =
        see(
            new ChainUntrusted(),
            aProfile()
                .with(
                    50,
                    aHost()
                        .passive(Reach.PassiveReason.PROBING_OFF)
                        .chain(Chain.Anchor.NONE, Chain.Path.UNTRUSTED_ISSUER, Chain.Time.VALID)));

    assertThat(finding.signs().get(0).factor()).isEqualTo(0.75);
  }

  @Test
  void an_installers_certificate_is_known_by_key_name_and_a_lifetimes_validity() {
    ProfileBuilder selfSigned =
        aProfile()
            .with(
                1, aHost().chain(Chain.Anchor.NONE, Chain.Path.SELF_SIGNED_LEAF, Chain.Time.VALID));

    assertThat(has(installers(selfSigned, "EC", 100), Sign.INSTALLER)).isTrue();
    assertThat(has(installers(selfSigned, "EC", 10), Sign.INSTALLER)).isFalse();
    assertThat(has(installers(selfSigned, "RSA", 100), Sign.INSTALLER)).isFalse();
  }

  @Test
  void a_name_mismatch_is_told_where_there_is_one() {
    var mismatch =
        new Chain(
            Chain.Anchor.NONE, Chain.Path.UNKNOWN, Chain.Time.VALID, 0, Chain.NameMatch.MISMATCH);

    assertThat(
            see(new NameMismatch(), aProfile().with(3, aHost().chain(mismatch)).with(2, aHost()))
                .support())
        .isEqualTo(3);
    assertThat(new NameMismatch().look(cluster(aProfile().with(2, aHost()), MICROSOFTS))).isEmpty();
  }

  private static Finding installers(ProfileBuilder profile, String keyType, int years) {
    return new SelfSigned()
        .look(cluster(profile, Optional.of(naming("www.bing.com", true, keyType, years))))
        .orElseThrow();
  }
}
