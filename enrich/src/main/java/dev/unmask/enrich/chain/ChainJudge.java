package dev.unmask.enrich.chain;

import dev.unmask.avro.ChainJudgement;
import dev.unmask.avro.NameMatch;
import dev.unmask.avro.OutOfDate;
import dev.unmask.avro.PathState;
import dev.unmask.avro.PathValidity;
import dev.unmask.schemas.owner.Owner;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Judges chains on two axes that are never merged, where they lead and whether their dates hold, by
 * the path that it builds itself: what was shown behind the leaf may be repeated, incomplete and in
 * any order. A pure function of what it is given, apart from what it remembers to be fast. Safe
 * from any thread.
 *
 * <p>Of RFC 5280 it checks signatures, names, dates, basicConstraints, keyCertSign, name
 * constraints, extended key usage and critical extensions; not policies, which no TLS client asks
 * for, or revocation, for which it would have to ask others.
 */
public final class ChainJudge {

  private final TrustStores stores;
  private final Chains chains;

  public ChainJudge(TrustStores stores) {
    this.stores = stores;
    this.chains = new Chains(stores);
  }

  /**
   * Judges a chain. Never fails.
   *
   * @param chain DER, the leaf first: it is the first one's key that a handshake proves (RFC 8446
   *     4.4.2), whatever a host shows behind it in whatever order; at most 20 different ones are
   *     looked at
   * @param name that the leaf should be valid for
   * @param owner whose issuing CAs are anchors too
   * @param at the time to judge by
   */
  public ChainJudgement judge(
      List<byte[]> chain, Optional<String> name, Optional<Owner> owner, Instant at) {
    try {
      return judgeRead(chain, name, owner, at);
    } catch (RuntimeException | StackOverflowError hostile) {
      return malformed(at, "cannot be judged: " + hostile.getClass().getSimpleName());
    }
  }

  private ChainJudgement judgeRead(
      List<byte[]> chain, Optional<String> name, Optional<Owner> owner, Instant at) {
    Chain read = chains.of(chain, owner.map(Owner::issuers).orElse(Set.of()));
    return read.leaf()
        .map(leaf -> judgement(read.best(at), leaf, name, at))
        .orElseGet(() -> malformed(at, read.complaint()));
  }

  private ChainJudgement judgement(
      CertificatePath path, ParsedCertificate leaf, Optional<String> name, Instant at) {
    return blank(at)
        .setPath(state(path))
        .setAnchors(path.anchors().stream().sorted().toList())
        .setValidity(path.validityAt(at))
        .setOnceValid(path.wasOnceValid())
        .setOutOfDate(outOfDate(path, at))
        .setName(name.map(wanted -> matches(leaf, wanted)).orElse(NameMatch.NOT_TESTED))
        .setDetail(Description.of(path))
        .build();
  }

  private ChainJudgement malformed(Instant at, String why) {
    return blank(at)
        .setPath(PathState.MALFORMED)
        .setAnchors(List.of())
        .setValidity(PathValidity.UNKNOWN)
        .setName(NameMatch.NOT_TESTED)
        .setDetail(Description.cut(why))
        .build();
  }

  private ChainJudgement.Builder blank(Instant at) {
    return ChainJudgement.newBuilder()
        .setJudgedAt(at.truncatedTo(ChronoUnit.MILLIS))
        .setTrustStores(stores.version());
  }

  private static PathState state(CertificatePath path) {
    boolean leafAlone = path.certificates().size() == 1;
    if (leafAlone && path.certificates().get(0).namesItself() && endsAtItself(path)) {
      return PathState.SELF_SIGNED_LEAF;
    }
    if (!path.anchors().isEmpty()) {
      return PathState.COMPLETE;
    }
    return switch (path.end()) {
      case STORE -> PathState.COMPLETE;
      case FORBIDDEN, SELF_SIGNED, WRONG_ISSUER, LIMIT -> PathState.UNTRUSTED_ISSUER;
      case NO_ISSUER -> PathState.INCOMPLETE;
    };
  }

  private static boolean endsAtItself(CertificatePath path) {
    return path.end() == CertificatePath.End.SELF_SIGNED || path.end() == CertificatePath.End.STORE;
  }

  private static List<OutOfDate> outOfDate(CertificatePath path, Instant at) {
    List<OutOfDate> found = new ArrayList<>();
    for (ParsedCertificate certificate : path.certificates()) {
      if (!certificate.isValidAt(at)) {
        found.add(
            OutOfDate.newBuilder()
                .setSha256(certificate.sha256())
                .setSubject(Description.name(certificate.subject()))
                .setNotBefore(certificate.notBefore())
                .setNotAfter(certificate.notAfter())
                .build());
      }
    }
    return found;
  }

  private static NameMatch matches(ParsedCertificate leaf, String name) {
    return HostNames.match(leaf.holder(), name) ? NameMatch.MATCH : NameMatch.MISMATCH;
  }
}
