package dev.unmask.classify.model;

import dev.unmask.avro.Anchor;
import dev.unmask.avro.AskedName;
import dev.unmask.avro.ChainJudgement;
import dev.unmask.avro.NameMatch;
import dev.unmask.avro.Outcome;
import dev.unmask.avro.PathValidity;
import dev.unmask.avro.SniProbe;
import dev.unmask.avro.SniTest;
import dev.unmask.avro.TlsProbe;
import dev.unmask.classify.model.Manners.SniMatrix;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** From handshakes with other names than the host's own to what they have in common. */
final class SniMatrixReduction {

  /** So many unrelated names, each with a certificate of its own, are no accident of one CDN. */
  private static final int SEVERAL = 2;

  private SniMatrixReduction() {}

  static SniMatrix of(@Nullable SniProbe probe, @Nullable TlsProbe tls) {
    if (probe == null || tls == null || tls.getChain().isEmpty()) {
      return SniMatrix.NOT_TESTED;
    }
    List<SniTest> others =
        probe.getTests().stream()
            .filter(test -> test.getAsked() != AskedName.OWN)
            .filter(test -> tried(test.getOutcome()))
            .toList();
    return others.isEmpty() ? SniMatrix.NOT_TESTED : of(others, tls.getChain().get(0));
  }

  private static SniMatrix of(List<SniTest> others, String leaf) {
    List<SniTest> unrelated =
        others.stream().filter(test -> test.getAsked() == AskedName.UNRELATED).toList();
    long itsOwn = unrelated.stream().filter(test -> showsItsOwn(test, leaf)).count();
    if (itsOwn > 0) {
      return itsOwn == unrelated.size() && itsOwn >= SEVERAL
          ? SniMatrix.ITS_OWN_FOR_ALL
          : SniMatrix.ITS_OWN_FOR_SOME;
    }
    if (others.stream().anyMatch(test -> showsAnother(test, leaf))) {
      return SniMatrix.OTHER_CERTIFICATES;
    }
    return others.stream().anyMatch(test -> test.getChain().isEmpty())
        ? SniMatrix.REFUSES_OTHERS
        : SniMatrix.SAME_FOR_ALL;
  }

  /** Another leaf, trusted and valid for the very name that was asked for. */
  private static boolean showsItsOwn(SniTest test, String leaf) {
    @Nullable ChainJudgement judged = test.getJudgement();
    return showsAnother(test, leaf)
        && judged != null
        && judged.getName() == NameMatch.MATCH
        && judged.getValidity() == PathValidity.VALID
        && judged.getAnchors().stream().anyMatch(anchor -> anchor != Anchor.NONE);
  }

  private static boolean showsAnother(SniTest test, String leaf) {
    return !test.getChain().isEmpty() && !test.getChain().get(0).equals(leaf);
  }

  private static boolean tried(Outcome outcome) {
    return switch (outcome) {
      case BLOCKLISTED_TARGET, POLICY_SKIPPED, CANCELLED, UNKNOWN_ERROR, CONNECTION_TIMEOUT ->
          false;
      default -> true;
    };
  }
}
