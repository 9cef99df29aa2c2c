package dev.unmask.classify.model;

import dev.unmask.avro.AskedName;
import dev.unmask.avro.FirstAnswer;
import dev.unmask.avro.FirstBytesProbe;
import dev.unmask.avro.FirstBytesTest;
import dev.unmask.avro.HalfCloseProbe;
import dev.unmask.avro.Observation;
import dev.unmask.avro.Outcome;
import dev.unmask.avro.Resumed;
import dev.unmask.avro.ResumptionProbe;
import dev.unmask.avro.ResumptionTest;
import dev.unmask.avro.RoundTripProbe;
import dev.unmask.avro.RoundTripSample;
import dev.unmask.avro.SniProbe;
import dev.unmask.avro.SniTest;
import dev.unmask.avro.TlsProbe;
import dev.unmask.classify.model.Manners.FirstBytes;
import dev.unmask.classify.model.Manners.HalfClose;
import dev.unmask.classify.model.Manners.Resumption;
import dev.unmask.classify.model.Manners.RoundTrips;
import dev.unmask.classify.model.Manners.SniMatrix;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** From the probes of the higher tiers to how the path behaves. */
final class MannersReduction {

  /**
   * A leg is believed from here on: below it are the server's arithmetic and a busy machine. It
   * must be a fifth of the round trip besides.
   */
  private static final long LEAST_LEG_NANOS = 10_000_000;

  private MannersReduction() {}

  static Manners of(Observation seen) {
    return new Manners(
        halfClose(seen.getHalfClose()),
        resumption(seen.getResumption()),
        roundTrips(seen.getRoundTrips()),
        sniMatrix(seen.getSni(), seen.getTls()),
        firstBytes(seen.getFirstBytes()));
  }

  private static HalfClose halfClose(@Nullable HalfCloseProbe probe) {
    if (probe == null || probe.getTest() == null) {
      return HalfClose.NOT_TESTED;
    }
    return switch (probe.getTest().getAnswer()) {
      case TLS_HANDSHAKE -> HalfClose.FLIGHT_CAME;
      case CLOSED, RESET, HELD, TLS_ALERT, HTTP_RESPONSE, OTHER_BYTES -> HalfClose.FLIGHT_LOST;
      case OPENVPN_RESET, UNREACHABLE, NOT_TESTED -> HalfClose.NOT_TESTED;
    };
  }

  /** A session of the owner's that was resumed says most; a NO only where the host's own is. */
  private static Resumption resumption(@Nullable ResumptionProbe probe) {
    if (probe == null) {
      return Resumption.NOT_TESTED;
    }
    List<ResumptionTest> others = probe.getOthers();
    if (others.stream().anyMatch(test -> isYes(test) && test.getOriginInsideOwner())) {
      return Resumption.RESUMED_FROM_OWNER;
    }
    if (others.stream().anyMatch(MannersReduction::isYes)) {
      return Resumption.RESUMED_FROM_OTHER;
    }
    boolean refused = others.stream().anyMatch(test -> test.getResumed() == Resumed.NO);
    return refused && probe.getOwn() != null && isYes(probe.getOwn())
        ? Resumption.NOT_RESUMED
        : Resumption.NOT_TESTED;
  }

  private static boolean isYes(ResumptionTest test) {
    return test.getResumed() == Resumed.YES;
  }

  /**
   * The first flight less the next round trip is one more leg, whatever the cryptography costs;
   * where nothing draws a next round trip, less the connect. A relay that dials when it accepts
   * shows it by the hello at once alone.
   */
  private static RoundTrips roundTrips(@Nullable RoundTripProbe probe) {
    if (probe == null) {
      return RoundTrips.NOT_TESTED;
    }
    List<RoundTripSample> samples = probe.getSamples();
    OptionalLong flight =
        least(samples, RoundTripSample::getFirstFlightNanos, MannersReduction::isAtOnce);
    OptionalLong next = least(samples, RoundTripSample::getNextRoundTripNanos, sample -> true);
    OptionalLong trip =
        next.isPresent() ? next : least(samples, RoundTripSample::getConnectNanos, sample -> true);
    if (flight.isEmpty() || trip.isEmpty()) {
      return RoundTrips.NOT_TESTED;
    }
    long gap = flight.getAsLong() - trip.getAsLong();
    return gap >= Math.max(LEAST_LEG_NANOS, trip.getAsLong() / 5)
        ? RoundTrips.EXTRA_LEG
        : RoundTrips.NO_GAP;
  }

  private static boolean isAtOnce(RoundTripSample sample) {
    return sample.getHelloDelayNanos() == 0;
  }

  private static OptionalLong least(
      List<RoundTripSample> samples,
      Function<RoundTripSample, @Nullable Long> figure,
      Predicate<RoundTripSample> counts) {
    return samples.stream()
        .filter(counts)
        .map(figure)
        .filter(Objects::nonNull)
        .mapToLong(Long::longValue)
        .min();
  }

  /** Only tests of names that are not the host's own. */
  private static SniMatrix sniMatrix(@Nullable SniProbe probe, @Nullable TlsProbe tls) {
    if (probe == null || tls == null || tls.getChain().isEmpty()) {
      return SniMatrix.NOT_TESTED;
    }
    List<SniTest> others =
        probe.getTests().stream()
            .filter(test -> test.getAsked() != AskedName.OWN)
            .filter(test -> tried(test.getOutcome()))
            .toList();
    if (others.isEmpty()) {
      return SniMatrix.NOT_TESTED;
    }
    String leaf = tls.getChain().get(0);
    if (others.stream().anyMatch(test -> showsAnother(test, leaf))) {
      return SniMatrix.OTHER_CERTIFICATES;
    }
    return others.stream().anyMatch(test -> test.getChain().isEmpty())
        ? SniMatrix.REFUSES_OTHERS
        : SniMatrix.SAME_FOR_ALL;
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

  private static FirstBytes firstBytes(@Nullable FirstBytesProbe probe) {
    return probe == null
        ? FirstBytes.NOT_TESTED
        : probe.getTests().stream()
            .filter(test -> test.getSent() == dev.unmask.avro.FirstBytes.HALF_HELLO)
            .map(FirstBytesTest::getAnswer)
            .map(MannersReduction::firstBytes)
            .findFirst()
            .orElse(FirstBytes.NOT_TESTED);
  }

  private static FirstBytes firstBytes(FirstAnswer answer) {
    return switch (answer) {
      case HELD -> FirstBytes.HELD;
      case CLOSED, RESET -> FirstBytes.CLOSED;
      case TLS_HANDSHAKE, TLS_ALERT, HTTP_RESPONSE, OPENVPN_RESET, OTHER_BYTES ->
          FirstBytes.ANSWERED;
      case UNREACHABLE, NOT_TESTED -> FirstBytes.NOT_TESTED;
    };
  }
}
