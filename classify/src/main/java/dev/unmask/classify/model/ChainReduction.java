package dev.unmask.classify.model;

import dev.unmask.avro.ChainJudgement;
import dev.unmask.avro.Observation;
import dev.unmask.avro.OutOfDate;
import dev.unmask.avro.PathState;
import dev.unmask.avro.PathValidity;
import dev.unmask.classify.model.Chain.Anchor;
import dev.unmask.classify.model.Chain.Time;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** From the judgement on a chain to its state. */
final class ChainReduction {

  private static final int LAST_MONTH = 0xFFFF;

  private ChainReduction() {}

  /** Of the live chain where that was judged, else of the banner's. */
  static Chain of(Observation seen) {
    if (seen.getTls() != null && seen.getTls().getJudgement() != null) {
      return of(seen.getTls().getJudgement(), leaf(seen.getTls().getChain()));
    }
    @Nullable ChainJudgement banner = seen.getBannerJudgement();
    return banner == null ? Chain.unseen() : of(banner, leaf(seen.getBannerChain()));
  }

  private static Chain of(ChainJudgement judgement, String leaf) {
    Anchor anchor = anchor(judgement);
    Time time = time(judgement, leaf);
    boolean dated = time.expiredOnly() && anchor != Anchor.NONE && anchor != Anchor.NOT_TESTED;
    return new Chain(
        anchor,
        Reduction.named(Chain.Path.values(), judgement.getPath(), Chain.Path.UNKNOWN),
        time,
        dated ? expiredMonth(judgement) : 0,
        Reduction.named(Chain.NameMatch.values(), judgement.getName(), Chain.NameMatch.NOT_TESTED));
  }

  private static Anchor anchor(ChainJudgement judgement) {
    List<dev.unmask.avro.Anchor> anchors = judgement.getAnchors();
    if (anchors.contains(dev.unmask.avro.Anchor.OWNER_CATALOGUE)) {
      return Anchor.OWNER_CATALOGUE;
    }
    if (anchors.contains(dev.unmask.avro.Anchor.PUBLIC_STORE)) {
      return Anchor.PUBLIC_STORE;
    }
    if (anchors.contains(dev.unmask.avro.Anchor.USER_STORE)) {
      return Anchor.USER_STORE;
    }
    return judgement.getPath() == PathState.UNKNOWN ? Anchor.NOT_TESTED : Anchor.NONE;
  }

  private static Time time(ChainJudgement judgement, String leaf) {
    PathValidity validity = judgement.getValidity();
    if (validity == PathValidity.EXPIRED) {
      if (!judgement.getOnceValid()) {
        return Time.NEVER_VALID;
      }
      boolean leafToo =
          judgement.getOutOfDate().stream().anyMatch(old -> old.getSha256().equals(leaf));
      return leafToo ? Time.LEAF_EXPIRED : Time.ISSUER_EXPIRED;
    }
    return Reduction.named(Time.values(), validity, Time.UNKNOWN);
  }

  private static int expiredMonth(ChainJudgement judgement) {
    return judgement.getOutOfDate().stream()
        .map(OutOfDate::getNotAfter)
        .filter(Objects::nonNull)
        .mapToInt(ChainReduction::month)
        .min()
        .orElse(0);
  }

  private static int month(Instant end) {
    var date = end.atOffset(ZoneOffset.UTC);
    return Math.min(
        LAST_MONTH, Math.max(0, (date.getYear() - 1970) * 12 + date.getMonthValue() - 1));
  }

  private static String leaf(List<String> chain) {
    return chain.isEmpty() ? "" : chain.get(0);
  }
}
