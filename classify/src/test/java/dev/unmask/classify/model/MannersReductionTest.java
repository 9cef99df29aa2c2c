package dev.unmask.classify.model;

import static dev.unmask.classify.model.ObservationBuilder.LEAF;
import static dev.unmask.classify.model.ObservationBuilder.anObservation;
import static org.assertj.core.api.Assertions.assertThat;

import dev.unmask.avro.Anchor;
import dev.unmask.avro.AskedName;
import dev.unmask.avro.ChainJudgement;
import dev.unmask.avro.Endpoint;
import dev.unmask.avro.FirstAnswer;
import dev.unmask.avro.FirstBytes;
import dev.unmask.avro.FirstBytesProbe;
import dev.unmask.avro.FirstBytesTest;
import dev.unmask.avro.HalfCloseProbe;
import dev.unmask.avro.NameMatch;
import dev.unmask.avro.Observation;
import dev.unmask.avro.Outcome;
import dev.unmask.avro.PathValidity;
import dev.unmask.avro.Resumed;
import dev.unmask.avro.ResumptionProbe;
import dev.unmask.avro.ResumptionTest;
import dev.unmask.avro.RoundTripProbe;
import dev.unmask.avro.RoundTripSample;
import dev.unmask.avro.SniProbe;
import dev.unmask.avro.SniTest;
import dev.unmask.avro.Transport;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MannersReductionTest {

  private static final String OTHER_LEAF = "bb".repeat(32);

  @Test
  void a_host_of_a_lower_tier_was_not_tested() {
    assertThat(manners(seen -> {})).isEqualTo(Manners.untested());
  }

  @ParameterizedTest
  @CsvSource({
    "TLS_HANDSHAKE, FLIGHT_CAME",
    "CLOSED, FLIGHT_LOST",
    "RESET, FLIGHT_LOST",
    "HELD, FLIGHT_LOST",
    "TLS_ALERT, OTHERWISE",
    "HTTP_RESPONSE, OTHERWISE",
    "OTHER_BYTES, OTHERWISE",
    "UNREACHABLE, NOT_TESTED",
    "NOT_TESTED, NOT_TESTED"
  })
  void a_half_close_brings_the_flight_or_loses_it(FirstAnswer answer, Manners.HalfClose expected) {
    HalfCloseProbe probe =
        HalfCloseProbe.newBuilder().setTest(test(FirstBytes.HELLO_AND_FIN, answer)).build();

    assertThat(manners(seen -> seen.setHalfClose(probe)).halfClose()).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({"HELD, HELD", "CLOSED, CLOSED", "RESET, CLOSED", "TLS_ALERT, ANSWERED"})
  void half_a_hello_is_held_closed_or_answered(FirstAnswer answer, Manners.FirstBytes expected) {
    FirstBytesProbe probe =
        FirstBytesProbe.newBuilder()
            .setTests(
                List.of(
                    test(FirstBytes.PLAIN_HTTP, FirstAnswer.HTTP_RESPONSE),
                    test(FirstBytes.HALF_HELLO, answer)))
            .build();

    assertThat(manners(seen -> seen.setFirstBytes(probe)).firstBytes()).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "HELD, HELD",
    "CLOSED, CLOSED",
    "RESET, CLOSED",
    "HTTP_RESPONSE, HTTP",
    "TLS_ALERT, TLS_ALERT",
    "OTHER_BYTES, OTHERWISE",
    "NOT_TESTED, NOT_TESTED"
  })
  void http_in_clear_is_answered_in_one_of_several_ways(
      FirstAnswer answer, Manners.PlainHttp expected) {
    FirstBytesProbe probe =
        FirstBytesProbe.newBuilder()
            .setTests(
                List.of(
                    test(FirstBytes.HALF_HELLO, FirstAnswer.HELD),
                    test(FirstBytes.PLAIN_HTTP, answer)))
            .build();

    assertThat(manners(seen -> seen.setFirstBytes(probe)).plainHttp()).isEqualTo(expected);
  }

  @Test
  void what_comes_later_than_most_hosts_are_watched_is_not_compared() {
    FirstBytesTest late =
        FirstBytesTest.newBuilder(test(FirstBytes.HALF_HELLO, FirstAnswer.CLOSED))
            .setHeldNanos(Duration.ofSeconds(60).toNanos())
            .setWatchNanos(Duration.ofSeconds(65).toNanos())
            .build();
    FirstBytesProbe probe = FirstBytesProbe.newBuilder().setTests(List.of(late)).build();

    assertThat(manners(seen -> seen.setFirstBytes(probe)).firstBytes())
        .isEqualTo(Manners.FirstBytes.HELD);
  }

  @Test
  void a_session_of_the_owners_that_is_resumed_says_most() {
    assertThat(resumption(Resumed.YES, other(Resumed.YES, false), other(Resumed.YES, true)))
        .isEqualTo(Manners.Resumption.RESUMED_FROM_OWNER);
    assertThat(resumption(Resumed.NO, other(Resumed.YES, false)))
        .isEqualTo(Manners.Resumption.RESUMED_FROM_OTHER);
  }

  @Test
  void a_no_means_something_only_where_the_host_resumes_its_own() {
    assertThat(resumption(Resumed.YES, other(Resumed.NO, true)))
        .isEqualTo(Manners.Resumption.REFUSED_OWNERS);
    assertThat(resumption(Resumed.YES, other(Resumed.NO, false)))
        .isEqualTo(Manners.Resumption.NOT_RESUMED);
    assertThat(resumption(Resumed.YES, other(Resumed.NO, false), other(Resumed.NO, true)))
        .isEqualTo(Manners.Resumption.REFUSED_OWNERS);
    assertThat(resumption(Resumed.NO, other(Resumed.NO, true)))
        .isEqualTo(Manners.Resumption.NOT_TESTED);
    assertThat(resumption(Resumed.YES, other(Resumed.NOT_TESTED, true)))
        .isEqualTo(Manners.Resumption.NOT_TESTED);
    assertThat(resumption(Resumed.YES)).isEqualTo(Manners.Resumption.NOT_TESTED);
  }

  @Test
  void a_session_of_the_owners_begun_at_another_class_of_port_counts_only_where_it_is_resumed() {
    assertThat(resumption(Resumed.YES, begunAtLdap(Resumed.NO)))
        .isEqualTo(Manners.Resumption.NOT_RESUMED);
    assertThat(resumption(Resumed.YES, begunAtLdap(Resumed.NO), other(Resumed.NO, true)))
        .isEqualTo(Manners.Resumption.REFUSED_OWNERS);
    assertThat(resumption(Resumed.YES, begunAtLdap(Resumed.YES)))
        .isEqualTo(Manners.Resumption.RESUMED_FROM_OWNER);
  }

  @Test
  void a_direct_host_shows_no_gap() {
    assertThat(roundTrips(sample(0, 1, 4, 1L), sample(1_000, 1, 3, 1L)))
        .isEqualTo(Manners.RoundTrips.NO_GAP);
  }

  @Test
  void a_relay_that_dials_at_accept_shows_its_leg_by_the_hello_at_once() {
    assertThat(roundTrips(sample(0, 1, 203, 101L), sample(1_000, 1, 101, 101L)))
        .isEqualTo(Manners.RoundTrips.EXTRA_LEG);
  }

  @Test
  void a_relay_that_dials_after_the_hello_shows_it_by_both() {
    assertThat(roundTrips(sample(0, 1, 202, 101L), sample(1_000, 1, 202, 101L)))
        .isEqualTo(Manners.RoundTrips.EXTRA_LEG);
  }

  @Test
  void where_nothing_draws_a_next_round_trip_the_connect_is_the_measure() {
    assertThat(roundTrips(sample(0, 1, 101, null))).isEqualTo(Manners.RoundTrips.EXTRA_LEG);
    assertThat(roundTrips(sample(0, 80, 85, null))).isEqualTo(Manners.RoundTrips.NO_GAP);
  }

  @Test
  void minima_count_so_a_slow_sample_shows_nothing() {
    assertThat(roundTrips(sample(0, 1, 300, 1L), sample(0, 1, 4, 1L)))
        .isEqualTo(Manners.RoundTrips.NO_GAP);
  }

  @Test
  void the_same_certificate_for_every_name_is_a_fixed_backend() {
    assertThat(
            sni(
                shown(AskedName.OWN, LEAF),
                shown(AskedName.NONE, LEAF),
                shown(AskedName.RANDOM, LEAF)))
        .isEqualTo(Manners.SniMatrix.SAME_FOR_ALL);
  }

  @Test
  void another_certificate_for_another_name_is_told_before_a_refusal() {
    assertThat(sni(refused(AskedName.RANDOM), shown(AskedName.UNRELATED, OTHER_LEAF)))
        .isEqualTo(Manners.SniMatrix.OTHER_CERTIFICATES);
    assertThat(sni(refused(AskedName.RANDOM), shown(AskedName.NONE, LEAF)))
        .isEqualTo(Manners.SniMatrix.REFUSES_OTHERS);
  }

  @Test
  void an_unrelated_names_own_certificate_is_one_that_is_trusted_for_that_name() {
    assertThat(sni(refused(AskedName.NONE), itsOwn("cc".repeat(32)), itsOwn(OTHER_LEAF)))
        .isEqualTo(Manners.SniMatrix.ITS_OWN_FOR_ALL);
    assertThat(sni(itsOwn(OTHER_LEAF), refused(AskedName.UNRELATED)))
        .isEqualTo(Manners.SniMatrix.ITS_OWN_FOR_SOME);
    assertThat(sni(itsOwn(OTHER_LEAF))).isEqualTo(Manners.SniMatrix.ITS_OWN_FOR_SOME);
    assertThat(sni(judged(OTHER_LEAF, NameMatch.MISMATCH, List.of(Anchor.PUBLIC_STORE))))
        .isEqualTo(Manners.SniMatrix.OTHER_CERTIFICATES);
    assertThat(sni(judged(OTHER_LEAF, NameMatch.MATCH, List.of())))
        .isEqualTo(Manners.SniMatrix.OTHER_CERTIFICATES);
  }

  private static SniTest itsOwn(String leaf) {
    return judged(leaf, NameMatch.MATCH, List.of(Anchor.PUBLIC_STORE));
  }

  private static SniTest judged(String leaf, NameMatch name, List<Anchor> anchors) {
    return SniTest.newBuilder(shown(AskedName.UNRELATED, leaf))
        .setJudgement(
            ChainJudgement.newBuilder()
                .setName(name)
                .setAnchors(anchors)
                .setValidity(PathValidity.VALID)
                .build())
        .build();
  }

  @Test
  void a_name_that_there_was_no_time_for_refuses_nothing() {
    SniTest late =
        SniTest.newBuilder(refused(AskedName.RANDOM)).setOutcome(Outcome.POLICY_SKIPPED).build();

    assertThat(sni(late)).isEqualTo(Manners.SniMatrix.NOT_TESTED);
    assertThat(sni(shown(AskedName.OWN, LEAF))).isEqualTo(Manners.SniMatrix.NOT_TESTED);
  }

  private static Manners manners(Consumer<Observation.Builder> change) {
    Observation.Builder seen = Observation.newBuilder(anObservation().build());
    change.accept(seen);
    return MannersReduction.of(seen.build());
  }

  private static FirstBytesTest test(FirstBytes sent, FirstAnswer answer) {
    return FirstBytesTest.newBuilder()
        .setSent(sent)
        .setAnswer(answer)
        .setOutcome(Outcome.SUCCESS)
        .build();
  }

  private static Manners.Resumption resumption(Resumed own, ResumptionTest... others) {
    ResumptionProbe probe =
        ResumptionProbe.newBuilder().setOwn(other(own, false)).setOthers(List.of(others)).build();
    return manners(seen -> seen.setResumption(probe)).resumption();
  }

  private static ResumptionTest other(Resumed resumed, boolean inside) {
    return ResumptionTest.newBuilder()
        .setOrigin(new Endpoint("192.0.2.9", 8443, Transport.TCP))
        .setResumed(resumed)
        .setOriginInsideOwner(inside)
        .build();
  }

  private static ResumptionTest begunAtLdap(Resumed resumed) {
    return ResumptionTest.newBuilder(other(resumed, true))
        .setOrigin(new Endpoint("192.0.2.9", 636, Transport.TCP))
        .build();
  }

  private static Manners.RoundTrips roundTrips(RoundTripSample... samples) {
    RoundTripProbe probe = RoundTripProbe.newBuilder().setSamples(List.of(samples)).build();
    return manners(seen -> seen.setRoundTrips(probe)).roundTrips();
  }

  private static RoundTripSample sample(
      long delayMillis, long connectMillis, long flightMillis, @Nullable Long nextMillis) {
    return RoundTripSample.newBuilder()
        .setHelloDelayNanos(delayMillis * 1_000_000)
        .setConnectNanos(connectMillis * 1_000_000)
        .setFirstFlightNanos(flightMillis * 1_000_000)
        .setNextRoundTripNanos(nextMillis == null ? null : nextMillis * 1_000_000)
        .build();
  }

  private static Manners.SniMatrix sni(SniTest... tests) {
    SniProbe probe = SniProbe.newBuilder().setTests(List.of(tests)).build();
    return manners(seen -> seen.setSni(probe)).sniMatrix();
  }

  private static SniTest shown(AskedName asked, String leaf) {
    return SniTest.newBuilder()
        .setAsked(asked)
        .setOutcome(Outcome.SUCCESS)
        .setChain(List.of(leaf))
        .build();
  }

  private static SniTest refused(AskedName asked) {
    return SniTest.newBuilder().setAsked(asked).setOutcome(Outcome.TLS_ALERT).build();
  }
}
