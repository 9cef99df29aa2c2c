package dev.unmask.enrich.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.unmask.avro.Certificate;
import dev.unmask.avro.ChainJudgement;
import dev.unmask.avro.NameMatch;
import dev.unmask.avro.PathState;
import dev.unmask.enrich.probe.peers.HostileCertificates;
import dev.unmask.enrich.probe.peers.Pki;
import dev.unmask.schemas.certificate.CertificateFacts;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Certificates and chains made to cost whoever reads them: judged all the same, and soon. */
class HostileChainsTest {

  /** What each of these would exceed by far if its cost were not bounded, on a busy machine too. */
  private static final Duration SOON = Duration.ofSeconds(10);

  private static final Instant AT = Instant.parse("2022-03-01T12:00:00Z");

  private final Pki root = Pki.recipe("Root").valid("2011-01-01", "2031-01-01").ca().selfSigned();
  private final ChainJudge judge = new ChainJudge(TrustStores.of(List.of(root.der()), List.of()));

  /** Each may have signed each: 100 factorial paths. */
  @Test
  void hundred_certificates_that_sign_each_other_are_searched_within_bounds() {
    Pki maze = Pki.recipe("Maze").ca().selfSigned();
    List<byte[]> shown = new ArrayList<>();
    shown.add(Pki.recipe("leaf").signedBy(maze).der());
    IntStream.range(0, 100)
        .mapToObj(i -> Pki.recipe("Maze").ca().keys(maze.keys()).signedBy(maze).der())
        .forEach(shown::add);

    ChainJudgement judgement = judged(shown);

    assertThat(judgement.getAnchors()).isEmpty();
    assertThat(judgement.getPath()).isEqualTo(PathState.UNTRUSTED_ISSUER);
  }

  @Test
  void chain_of_hundred_is_not_followed_to_its_end() {
    Pki at = root;
    List<byte[]> shown = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      at = Pki.recipe("CA " + i).ca().signedBy(at);
      shown.add(at.der());
    }
    shown.add(Pki.recipe("leaf").signedBy(at).der());
    Collections.reverse(shown);

    ChainJudgement judgement = judged(shown);

    assertThat(judgement.getAnchors()).isEmpty();
    assertThat(judgement.getPath()).isNotEqualTo(PathState.COMPLETE);
  }

  @Test
  void repetition_does_not_hide_what_stands_behind_it() {
    Pki ca = Pki.recipe("CA").valid("2011-01-01", "2031-01-01").ca().signedBy(root);
    Pki leaf = Pki.recipe("leaf").valid("2011-01-01", "2031-01-01").signedBy(ca);
    List<byte[]> shown = new ArrayList<>(Collections.nCopies(100, leaf.der()));
    shown.add(ca.der());

    assertThat(judged(shown).getPath()).isEqualTo(PathState.COMPLETE);
  }

  @ParameterizedTest
  @EnumSource
  void certificate_is_read_and_judged(HostileCertificates hostile) {
    List<byte[]> shown = hostile.chain(root);
    byte[] leaf = shown.get(0);

    Certificate facts = assertTimeoutPreemptively(SOON, () -> CertificateFacts.of(leaf));
    ChainJudgement judgement = judged(shown);

    assertThat(facts.getSha256()).isEqualTo(CertificateFacts.sha256(leaf));
    assertThat(facts.getSubject() + facts.getIssuer() + facts.getCommonName() + facts.getDnsNames())
        .hasSizeLessThan(150_000)
        .doesNotMatch("(?s).*[\\p{Cntrl}\u202E].*");
    assertThat(judgement.getAnchors()).isEmpty();
    assertThat(judgement.getDetail()).hasSizeLessThanOrEqualTo(256).matches("[ -~]+");
    assertThat(judgement.getName()).isNotEqualTo(NameMatch.MATCH);
  }

  private ChainJudgement judged(List<byte[]> shown) {
    return assertTimeoutPreemptively(
        SOON, () -> judge.judge(shown, Optional.of("www.example.com"), Optional.empty(), AT));
  }
}
