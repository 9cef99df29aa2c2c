package dev.unmask.enrich.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.unmask.avro.Anchor;
import dev.unmask.avro.ChainJudgement;
import dev.unmask.avro.NameMatch;
import dev.unmask.avro.OutOfDate;
import dev.unmask.avro.PathState;
import dev.unmask.avro.PathValidity;
import dev.unmask.enrich.probe.peers.Pki;
import dev.unmask.schemas.certificate.CertificateFacts;
import dev.unmask.schemas.owner.Owner;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Two axes, where a chain leads and whether its dates hold, and the shape of its path. */
class ChainJudgeTest {

  private static final Instant AT = Instant.parse("2022-03-01T12:00:00Z");
  private static final String NAME = "www.update.example.com";

  private final Pki root = authority("Root", "2011-05-01", "2031-05-01").selfSigned();
  private final Pki issuer = authority("Update CA", "2012-01-01", "2030-01-01").signedBy(root);
  private final Pki leaf = leaf("2021-06-01", "2023-06-01").signedBy(issuer);

  @Test
  void chain_to_a_public_root_is_complete_and_valid() {
    ChainJudgement judgement = judgeTrusting(root).judge(chain(leaf, issuer), name(), none(), AT);

    assertThat(judgement.getPath()).isEqualTo(PathState.COMPLETE);
    assertThat(judgement.getAnchors()).containsExactly(Anchor.PUBLIC_STORE);
    assertThat(judgement.getValidity()).isEqualTo(PathValidity.VALID);
    assertThat(judgement.getOnceValid()).isTrue();
    assertThat(judgement.getOutOfDate()).isEmpty();
    assertThat(judgement.getName()).isEqualTo(NameMatch.MATCH);
    assertThat(judgement.getJudgedAt()).isEqualTo(AT);
    assertThat(judgement.getTrustStores()).contains("1 roots");
  }

  @Test
  void judge_that_remembers_a_chain_judges_it_by_each_time_name_and_owner_anew() {
    Pki crossed = authority("Root", "2015-01-01", "2022-02-01").signedBy(issuer);
    List<List<byte[]>> chains =
        List.of(
            chain(leaf, issuer),
            chain(leaf, issuer, crossed, root),
            chain(root, leaf),
            chain(),
            List.of(new byte[] {1, 2, 3}));
    ChainJudge remembering = judgeTrusting(root);

    for (String day : List.of("2010", "2013", "2021", "2022", "2023", "2030", "2040", "2013")) {
      Instant at = Instant.parse(day + "-07-01T00:00:00Z");
      for (List<byte[]> chain : chains) {
        for (Optional<Owner> owner : List.of(none(), ownerIssuing(issuer), ownerIssuing(root))) {
          for (Optional<String> asked : List.of(name(), Optional.of("other.example.org"))) {
            assertThat(remembering.judge(chain, asked, owner, at))
                .isEqualTo(judgeTrusting(root).judge(chain, asked, owner, at));
          }
        }
      }
    }
  }

  @Test
  void root_of_the_user_and_issuer_of_the_owner_are_both_told() {
    ChainJudge judge = new ChainJudge(TrustStores.of(List.of(), List.of(root.der())));

    ChainJudgement judgement =
        judge.judge(chain(leaf, issuer, root), name(), ownerIssuing(issuer), AT);

    assertThat(judgement.getAnchors())
        .containsExactlyInAnyOrder(Anchor.USER_STORE, Anchor.OWNER_CATALOGUE);
  }

  @Test
  void expired_root_is_found_though_it_is_the_anchor() {
    Pki old = authority("Old Root", "2001-05-09", "2021-05-09").selfSigned();
    Pki ca = authority("Update CA", "2012-01-01", "2030-01-01").signedBy(old);
    Pki server = leaf("2021-01-01", "2023-01-01").signedBy(ca);
    ChainJudge judge = new ChainJudge(TrustStores.of(List.of(), List.of(old.der())));

    ChainJudgement judgement = judge.judge(chain(server, ca), name(), ownerIssuing(ca), AT);

    assertThat(judgement.getPath()).isEqualTo(PathState.COMPLETE);
    assertThat(judgement.getAnchors())
        .containsExactlyInAnyOrder(Anchor.USER_STORE, Anchor.OWNER_CATALOGUE);
    assertThat(judgement.getValidity()).isEqualTo(PathValidity.EXPIRED);
    assertThat(judgement.getOnceValid()).isTrue();
    assertThat(judgement.getOutOfDate())
        .extracting(OutOfDate::getSha256)
        .containsExactly(CertificateFacts.sha256(old.der()));
    assertThat(judgement.getOutOfDate().get(0).getSubject()).isEqualTo("CN=Old Root");
    assertThat(judgement.getOutOfDate().get(0).getNotAfter())
        .isEqualTo(Instant.parse("2021-05-09T00:00:00Z"));
  }

  @Test
  void root_and_issuer_that_expired_are_told_apart() {
    Pki old = authority("Old Root", "2001-05-09", "2021-05-09").selfSigned();
    Pki ca = authority("Update CA", "2012-01-01", "2022-01-01").signedBy(old);
    Pki server = leaf("2021-01-01", "2023-01-01").signedBy(ca);

    ChainJudgement judgement = judgeTrusting(old).judge(chain(server, ca), name(), none(), AT);

    assertThat(judgement.getAnchors()).containsExactly(Anchor.PUBLIC_STORE);
    assertThat(judgement.getOutOfDate())
        .extracting(OutOfDate::getSubject, OutOfDate::getNotAfter)
        .containsExactly(
            tuple("CN=Update CA", Instant.parse("2022-01-01T00:00:00Z")),
            tuple("CN=Old Root", Instant.parse("2021-05-09T00:00:00Z")));
  }

  @Test
  void same_chain_at_its_own_time_was_valid() {
    Pki old = authority("Old Root", "2001-05-09", "2021-05-09").selfSigned();
    Pki server = leaf("2021-01-01", "2023-01-01").signedBy(old);
    ChainJudge judge = judgeTrusting(old);

    assertThat(
            judge
                .judge(chain(server), name(), none(), Instant.parse("2021-05-08T00:00:00Z"))
                .getValidity())
        .isEqualTo(PathValidity.VALID);
    assertThat(judge.judge(chain(server), name(), none(), AT).getValidity())
        .isEqualTo(PathValidity.EXPIRED);
  }

  @Test
  void certificates_that_were_never_valid_together_say_so() {
    Pki old = authority("Old Root", "2001-01-01", "2010-01-01").selfSigned();
    Pki server = leaf("2021-01-01", "2023-01-01").signedBy(old);

    ChainJudgement judgement = judgeTrusting(old).judge(chain(server), name(), none(), AT);

    assertThat(judgement.getValidity()).isEqualTo(PathValidity.EXPIRED);
    assertThat(judgement.getOnceValid()).isFalse();
  }

  @Test
  void leaf_of_tomorrow_is_not_yet_valid() {
    Pki early = leaf("2022-03-02", "2023-01-01").signedBy(issuer);

    ChainJudgement judgement = judgeTrusting(root).judge(chain(early, issuer), name(), none(), AT);

    assertThat(judgement.getValidity()).isEqualTo(PathValidity.NOT_YET_VALID);
    assertThat(judgement.getAnchors()).containsExactly(Anchor.PUBLIC_STORE);
  }

  @Test
  void order_repetition_and_strangers_do_not_matter() {
    Pki stranger = Pki.root("Stranger");
    List<byte[]> behind = new ArrayList<>(chain(leaf, issuer, issuer, root, stranger, issuer));
    ChainJudgement expected = judgeTrusting(root).judge(chain(leaf, issuer), name(), none(), AT);
    Random random = new Random(5);

    for (int i = 0; i < 20; i++) {
      Collections.shuffle(behind, random);
      List<byte[]> shown = new ArrayList<>(chain(leaf));
      shown.addAll(behind);

      assertThat(judgeTrusting(root).judge(shown, name(), none(), AT)).isEqualTo(expected);
    }
  }

  @Test
  void certificate_behind_the_leaf_is_never_taken_for_it() {
    Pki namesake = authority("Update CA", "2012-01-01", "2030-01-01").selfSigned();

    ChainJudgement judgement =
        judgeTrusting(root).judge(chain(namesake, leaf, issuer), name(), ownerIssuing(issuer), AT);

    assertThat(judgement.getAnchors()).isEmpty();
    assertThat(judgement.getName()).isEqualTo(NameMatch.MISMATCH);
    assertThat(judgement.getPath()).isEqualTo(PathState.SELF_SIGNED_LEAF);
  }

  @Test
  void issuer_that_is_missing_leaves_the_chain_incomplete() {
    ChainJudgement judgement = judgeTrusting(root).judge(chain(leaf), name(), none(), AT);

    assertThat(judgement.getPath()).isEqualTo(PathState.INCOMPLETE);
    assertThat(judgement.getAnchors()).isEmpty();
    assertThat(judgement.getValidity()).isEqualTo(PathValidity.VALID);
    assertThat(judgement.getDetail()).contains("for want of CN=Update CA");
  }

  @Test
  void root_that_nobody_trusts_makes_the_issuer_untrusted() {
    ChainJudgement judgement =
        judgeTrusting(Pki.root("Another")).judge(chain(leaf, issuer, root), name(), none(), AT);

    assertThat(judgement.getPath()).isEqualTo(PathState.UNTRUSTED_ISSUER);
    assertThat(judgement.getAnchors()).isEmpty();
  }

  @Test
  void issuer_of_the_owner_is_an_anchor_without_any_root() {
    ChainJudgement judgement =
        judgeTrusting(Pki.root("Another"))
            .judge(chain(leaf, issuer), name(), ownerIssuing(issuer), AT);

    assertThat(judgement.getPath()).isEqualTo(PathState.COMPLETE);
    assertThat(judgement.getAnchors()).containsExactly(Anchor.OWNER_CATALOGUE);
  }

  @Test
  void name_of_the_owners_issuer_is_no_anchor_without_its_signature() {
    Pki impostor = leaf("2021-06-01", "2023-06-01").claiming(issuer);

    ChainJudgement judgement =
        judgeTrusting(root).judge(chain(impostor, issuer, root), name(), ownerIssuing(issuer), AT);

    assertThat(judgement.getPath()).isEqualTo(PathState.UNTRUSTED_ISSUER);
    assertThat(judgement.getAnchors()).isEmpty();
    assertThat(judgement.getDetail()).contains("did not sign");
  }

  @Test
  void another_ca_of_the_owners_name_is_no_anchor() {
    Pki namesake = authority("Update CA", "2012-01-01", "2030-01-01").selfSigned();
    Pki impostor = leaf("2021-06-01", "2023-06-01").signedBy(namesake);

    ChainJudgement judgement =
        judgeTrusting(root).judge(chain(impostor, namesake), name(), ownerIssuing(issuer), AT);

    assertThat(judgement.getAnchors()).isEmpty();
    assertThat(judgement.getPath()).isEqualTo(PathState.UNTRUSTED_ISSUER);
  }

  @Test
  void leaf_that_is_no_ca_issues_nothing() {
    Pki child = leaf("2021-06-01", "2023-06-01").signedBy(leaf);

    ChainJudgement judgement =
        judgeTrusting(root).judge(chain(child, leaf, issuer), name(), none(), AT);

    assertThat(judgement.getAnchors()).isEmpty();
    assertThat(judgement.getPath()).isEqualTo(PathState.UNTRUSTED_ISSUER);
  }

  @Test
  void path_length_is_respected() {
    Pki top = Pki.recipe("Top").valid("2011-01-01", "2031-01-01").pathLength(0).signedBy(root);
    Pki below = authority("Below", "2011-01-01", "2031-01-01").signedBy(top);
    Pki server = leaf("2021-06-01", "2023-06-01").signedBy(below);
    Pki direct = leaf("2021-06-01", "2023-06-01").signedBy(top);

    assertThat(
            judgeTrusting(root).judge(chain(server, below, top), name(), none(), AT).getAnchors())
        .isEmpty();
    assertThat(judgeTrusting(root).judge(chain(direct, top), name(), none(), AT).getAnchors())
        .containsExactly(Anchor.PUBLIC_STORE);
  }

  @Test
  void self_signed_leaf_is_called_so() {
    Pki alone = leaf("2021-06-01", "2023-06-01").selfSigned();

    ChainJudgement judgement = judgeTrusting(root).judge(chain(alone), name(), none(), AT);

    assertThat(judgement.getPath()).isEqualTo(PathState.SELF_SIGNED_LEAF);
    assertThat(judgement.getAnchors()).isEmpty();
  }

  @Test
  void cross_signed_issuer_leads_to_the_root_that_is_trusted_and_valid() {
    Pki old = authority("Old Root", "2001-01-01", "2021-01-01").selfSigned();
    Pki cross = authority("Root", "2005-01-01", "2020-12-31").keys(root.keys()).signedBy(old);
    ChainJudge judge = new ChainJudge(TrustStores.of(List.of(old.der(), root.der()), List.of()));

    ChainJudgement judgement = judge.judge(chain(leaf, issuer, cross, old), name(), none(), AT);

    assertThat(judgement.getAnchors()).containsExactly(Anchor.PUBLIC_STORE);
    assertThat(judgement.getValidity()).isEqualTo(PathValidity.VALID);
  }

  @Test
  void name_of_another_does_not_match() {
    ChainJudgement judgement =
        judgeTrusting(root).judge(chain(leaf, issuer), Optional.of("www.example.org"), none(), AT);

    assertThat(judgement.getName()).isEqualTo(NameMatch.MISMATCH);
  }

  @Test
  void without_a_name_none_is_tested() {
    ChainJudgement judgement =
        judgeTrusting(root).judge(chain(leaf, issuer), Optional.empty(), none(), AT);

    assertThat(judgement.getName()).isEqualTo(NameMatch.NOT_TESTED);
  }

  @Test
  void common_name_counts_only_without_dns_names() {
    Pki named =
        Pki.recipe(NAME)
            .valid("2021-06-01", "2023-06-01")
            .dnsNames("other.example.com")
            .signedBy(issuer);
    Pki old = Pki.recipe(NAME).valid("2021-06-01", "2023-06-01").signedBy(issuer);

    assertThat(judgeTrusting(root).judge(chain(named), name(), none(), AT).getName())
        .isEqualTo(NameMatch.MISMATCH);
    assertThat(judgeTrusting(root).judge(chain(old), name(), none(), AT).getName())
        .isEqualTo(NameMatch.MATCH);
  }

  @Test
  void garbage_is_malformed() {
    List<byte[]> garbage = List.of(new byte[] {0x30, (byte) 0x82, 1, 2, 3});

    ChainJudgement judgement = judgeTrusting(root).judge(garbage, name(), none(), AT);

    assertThat(judgement.getPath()).isEqualTo(PathState.MALFORMED);
    assertThat(judgement.getValidity()).isEqualTo(PathValidity.UNKNOWN);
    assertThat(judgement.getAnchors()).isEmpty();
  }

  @Test
  void nothing_is_malformed_too() {
    assertThat(judgeTrusting(root).judge(List.of(), name(), none(), AT).getPath())
        .isEqualTo(PathState.MALFORMED);
  }

  private static ChainJudge judgeTrusting(Pki root) {
    return new ChainJudge(TrustStores.of(List.of(root.der()), List.of()));
  }

  private static Pki.Recipe authority(String name, String from, String to) {
    return Pki.recipe(name).valid(from, to).ca();
  }

  private static Pki.Recipe leaf(String from, String to) {
    return Pki.recipe(NAME).valid(from, to).dnsNames(NAME);
  }

  private static List<byte[]> chain(Pki... certificates) {
    return List.of(certificates).stream().map(Pki::der).toList();
  }

  private static Optional<String> name() {
    return Optional.of(NAME);
  }

  private static Optional<Owner> none() {
    return Optional.empty();
  }

  private static Optional<Owner> ownerIssuing(Pki issuer) {
    String spki = CertificateFacts.sha256(issuer.certificate().getPublicKey().getEncoded());
    return Optional.of(
        new Owner(
            "example",
            "Example",
            Set.of("example.com"),
            Set.of(),
            Set.of(),
            Set.of(spki),
            true,
            Set.of(),
            true));
  }
}
