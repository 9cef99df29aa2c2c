package dev.unmask.classify.model;

import dev.unmask.avro.FirstAnswer;
import dev.unmask.avro.FirstBytesProbe;
import dev.unmask.avro.FirstBytesTest;
import dev.unmask.avro.HalfCloseProbe;
import dev.unmask.avro.Observation;
import dev.unmask.avro.Resumed;
import dev.unmask.avro.ResumptionProbe;
import dev.unmask.avro.ResumptionTest;
import dev.unmask.avro.RoundTripProbe;
import dev.unmask.avro.RoundTripSample;
import dev.unmask.classify.model.Manners.FirstBytes;
import dev.unmask.classify.model.Manners.HalfClose;
import dev.unmask.classify.model.Manners.PlainHttp;
import dev.unmask.classify.model.Manners.Resumption;
import dev.unmask.classify.model.Manners.RoundTrips;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** From the probes of the higher tiers to how the path behaves. */
final class MannersReduction {

  /** The fast profile of the probe of first bytes. */
  private static final Duration WATCHED_EVERYWHERE = Duration.ofSeconds(12);

  /**
   * A leg is believed from here on: below it are the server's arithmetic and a busy machine. It
   * must be a fifth of the round trip besides.
   */
  private static final long LEAST_LEG_NANOS = 10_000_000;

  private MannersReduction() {}

  static Manners of(Observation seen) {
    return new Manners(
        halfClose(seen.getHalfClose()),
        resumption(seen.getResumption(), PortClass.of(seen.getEndpoint().getPort())),
        roundTrips(seen.getRoundTrips()),
        SniMatrixReduction.of(seen.getSni(), seen.getTls()),
        drew(seen.getFirstBytes(), dev.unmask.avro.FirstBytes.HALF_HELLO)
            .map(MannersReduction::halfHello)
            .orElse(FirstBytes.NOT_TESTED),
        drew(seen.getFirstBytes(), dev.unmask.avro.FirstBytes.PLAIN_HTTP)
            .map(MannersReduction::plainHttp)
            .orElse(PlainHttp.NOT_TESTED));
  }

  private static HalfClose halfClose(@Nullable HalfCloseProbe probe) {
    if (probe == null || probe.getTest() == null) {
      return HalfClose.NOT_TESTED;
    }
    return switch (probe.getTest().getAnswer()) {
      case TLS_HANDSHAKE -> HalfClose.FLIGHT_CAME;
      case CLOSED, RESET, HELD -> HalfClose.FLIGHT_LOST;
      case TLS_ALERT, HTTP_RESPONSE, OTHER_BYTES, OPENVPN_RESET -> HalfClose.OTHERWISE;
      case UNREACHABLE, NOT_TESTED -> HalfClose.NOT_TESTED;
    };
  }

  /** A session of the owner's that was resumed says most; a NO only where the host's own is. */
  private static Resumption resumption(@Nullable ResumptionProbe probe, PortClass port) {
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
    if (probe.getOwn() == null || !isYes(probe.getOwn())) {
      return Resumption.NOT_TESTED;
    }
    return refused(others, port);
  }

  /** At another class of port the owner may have other servers, whose sessions say nothing. */
  private static Resumption refused(List<ResumptionTest> others, PortClass port) {
    List<ResumptionTest> refused =
        others.stream().filter(test -> test.getResumed() == Resumed.NO).toList();
    if (refused.stream()
        .filter(ResumptionTest::getOriginInsideOwner)
        .anyMatch(test -> PortClass.of(test.getOrigin().getPort()) == port)) {
      return Resumption.REFUSED_OWNERS;
    }
    return refused.isEmpty() ? Resumption.NOT_TESTED : Resumption.NOT_RESUMED;
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

  private static Optional<FirstAnswer> drew(
      @Nullable FirstBytesProbe probe, dev.unmask.avro.FirstBytes sent) {
    return probe == null
        ? Optional.empty()
        : probe.getTests().stream()
            .filter(test -> test.getSent() == sent)
            .map(MannersReduction::soon)
            .findFirst();
  }

  /**
   * What was seen as long as every host is watched: twins and a few others are watched for longer,
   * and what came then cannot be compared.
   */
  private static FirstAnswer soon(FirstBytesTest test) {
    Long at = test.getAnsweredNanos() == null ? test.getHeldNanos() : test.getAnsweredNanos();
    return at != null && at > WATCHED_EVERYWHERE.toNanos() ? FirstAnswer.HELD : test.getAnswer();
  }

  private static FirstBytes halfHello(FirstAnswer answer) {
    return switch (answer) {
      case HELD -> FirstBytes.HELD;
      case CLOSED, RESET -> FirstBytes.CLOSED;
      case TLS_HANDSHAKE, TLS_ALERT, HTTP_RESPONSE, OPENVPN_RESET, OTHER_BYTES ->
          FirstBytes.ANSWERED;
      case UNREACHABLE, NOT_TESTED -> FirstBytes.NOT_TESTED;
    };
  }

  private static PlainHttp plainHttp(FirstAnswer answer) {
    return switch (answer) {
      case HELD -> PlainHttp.HELD;
      case CLOSED, RESET -> PlainHttp.CLOSED;
      case HTTP_RESPONSE -> PlainHttp.HTTP;
      case TLS_ALERT -> PlainHttp.TLS_ALERT;
      case TLS_HANDSHAKE, OPENVPN_RESET, OTHER_BYTES -> PlainHttp.OTHERWISE;
      case UNREACHABLE, NOT_TESTED -> PlainHttp.NOT_TESTED;
    };
  }
}
