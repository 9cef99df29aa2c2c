package dev.unmask.classify.model;

import dev.unmask.avro.BannerClaims;
import dev.unmask.avro.LivenessProbe;
import dev.unmask.avro.LivenessResult;
import dev.unmask.avro.Observation;
import dev.unmask.avro.OrderlyCloseResult;
import dev.unmask.avro.TlsProbe;
import dev.unmask.classify.model.Reach.BannerAgreement;
import dev.unmask.classify.model.Reach.Handshake;
import dev.unmask.classify.model.Reach.PassiveReason;
import dev.unmask.classify.model.Reach.Source;
import dev.unmask.classify.model.Reach.TlsOutcome;
import dev.unmask.schemas.owner.OwnerCatalogue;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** From an observation to its signature. */
final class Reduction {

  private Reduction() {}

  /** Whose network and whose domains is a matter of the observation's time. */
  static Signature of(Observation seen, OwnerCatalogue allOwners) {
    OwnerCatalogue owners = allOwners.asOf(seen.getObservedAt());
    return new Signature(
        reach(seen),
        ChainReduction.of(seen),
        new Speech(
            liveness(seen.getLiveness()),
            SpeechReduction.request(seen.getApplication()),
            SpeechReduction.answer(seen.getApplication()),
            SpeechReduction.shape(seen.getApplication()),
            SpeechReduction.redirect(seen, owners),
            SpeechReduction.redirectOwner(seen, owners)),
        VpnReduction.of(seen),
        MannersReduction.of(seen),
        networkOwners(seen, owners));
  }

  /**
   * The constant of that name; {@code otherwise} where a newer schema has one that is not known
   * here.
   */
  static <E extends Enum<E>> E named(E[] constants, Enum<?> name, E otherwise) {
    for (E constant : constants) {
      if (constant.name().equals(name.name())) {
        return constant;
      }
    }
    return otherwise;
  }

  private static Reach reach(Observation seen) {
    @Nullable TlsProbe tls = seen.getTls();
    TlsOutcome outcome =
        tls == null
            ? TlsOutcome.NOT_PROBED
            : named(TlsOutcome.values(), tls.getOutcome(), TlsOutcome.UNKNOWN_ERROR);
    boolean tried = !outcome.untried();
    return new Reach(
        PortClass.of(seen.getEndpoint().getPort()),
        tried ? Source.PROBED : Source.PASSIVE,
        tried ? PassiveReason.NONE : passiveReason(seen, outcome),
        outcome,
        tls == null || !tried ? Handshake.NOT_TESTED : handshake(tls),
        tls == null ? BannerAgreement.NOT_TESTED : agreement(seen.getBanner(), tls),
        tls != null && tried && tls.getHandshakeCompleted() ? TlsShape.of(tls) : "");
  }

  private static PassiveReason passiveReason(Observation seen, TlsOutcome outcome) {
    if (outcome == TlsOutcome.BLOCKLISTED_TARGET) {
      return PassiveReason.BLOCKLISTED;
    }
    PassiveReason said =
        named(PassiveReason.values(), seen.getPassiveReason(), PassiveReason.OTHER);
    return said == PassiveReason.NONE ? PassiveReason.OTHER : said;
  }

  private static Handshake handshake(TlsProbe tls) {
    if (tls.getHandshakeCompleted()) {
      return Handshake.COMPLETED;
    }
    return tls.getChain().isEmpty() ? Handshake.FAILED : Handshake.CERTIFICATE_ONLY;
  }

  private static BannerAgreement agreement(BannerClaims banner, TlsProbe tls) {
    if (tls.getChain().isEmpty() || banner.getFingerprint() == null) {
      return BannerAgreement.NOT_TESTED;
    }
    return tls.getChain().get(0).equals(banner.getFingerprint())
        ? BannerAgreement.AGREES
        : BannerAgreement.DISAGREES;
  }

  /**
   * A close that was answered in order, or with bytes that do not decrypt, says more than the
   * CLOSED or RESET before it.
   */
  private static Speech.Liveness liveness(@Nullable LivenessProbe probe) {
    if (probe == null) {
      return Speech.Liveness.NOT_TESTED;
    }
    LivenessResult result = probe.getResult();
    if (result == LivenessResult.CLOSED || result == LivenessResult.RESET) {
      if (probe.getOrderlyClose() == OrderlyCloseResult.ANSWERED) {
        return Speech.Liveness.ORDERLY;
      }
      if (probe.getOrderlyClose() == OrderlyCloseResult.UNDECRYPTABLE) {
        return Speech.Liveness.UNDECRYPTABLE;
      }
    }
    return named(Speech.Liveness.values(), result, Speech.Liveness.NOT_TESTED);
  }

  private static List<String> networkOwners(Observation seen, OwnerCatalogue owners) {
    Long asn = seen.getBanner().getAsn();
    OptionalLong number = asn == null ? OptionalLong.empty() : OptionalLong.of(asn);
    return owners.ofNetwork(number, seen.getEndpoint().getIp()).stream()
        .sorted()
        .limit(Signature.MOST_OWNERS)
        .toList();
  }
}
