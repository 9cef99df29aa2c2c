package dev.unmask.enrich.policy;

import static dev.unmask.enrich.policy.Subjects.FINGERPRINT;
import static dev.unmask.enrich.policy.Subjects.WATCHED;
import static dev.unmask.enrich.policy.Subjects.aHost;
import static dev.unmask.enrich.policy.Subjects.inside;
import static dev.unmask.enrich.policy.Subjects.looking;
import static dev.unmask.enrich.policy.Subjects.showing;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.unmask.avro.Hint;
import dev.unmask.enrich.policy.Decision.Probe;
import dev.unmask.enrich.probe.visit.Tier;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SamplingTest {
  private static final Probe HANDSHAKE = new Probe(Tier.HANDSHAKE, "watched");
  private static final Appearance ORIGIN = new Appearance("origin", Optional.empty());
  private static final String OTHER = "cd".repeat(32);

  private final AtomicReference<Optional<Hint>> hint = new AtomicReference<>(Optional.empty());

  @Test
  void the_first_of_a_certificate_are_the_sample_and_all_others_get_the_tier_for_all() {
    var sampling = sampling(new SampleSizes(Tier.APPLICATION, 3, 2, 9));

    assertThat(tiers(sampling, aHost(), 7)).containsExactly(4, 4, 3, 3, 3, 2, 2);
  }

  @Test
  void every_certificate_has_a_sample_of_its_own() {
    var sampling = sampling(new SampleSizes(Tier.HANDSHAKE, 1, 0, 0));

    assertThat(tiers(sampling, showing(FINGERPRINT), 2)).containsExactly(3, 1);
    assertThat(tiers(sampling, showing(OTHER), 2)).containsExactly(3, 1);
  }

  @Test
  void hosts_inside_the_owners_networks_are_always_probed_deeply_up_to_a_bound() {
    var sampling = sampling(new SampleSizes(Tier.APPLICATION, 0, 0, 2));

    assertThat(tiers(sampling, aHost(), 1)).containsExactly(2);
    assertThat(tiers(sampling, inside(WATCHED), 3)).containsExactly(4, 4, 2);
  }

  @Test
  void no_more_is_taken_of_a_certificate_once_classification_wants_none_but_of_twins() {
    var sampling = sampling(new SampleSizes(Tier.APPLICATION, 9, 9, 9));
    wants(Map.of());

    assertThat(tiers(sampling, aHost(), 2)).containsExactly(2, 2);
    assertThat(tiers(sampling, inside(WATCHED), 1)).containsExactly(4);
  }

  @Test
  void classification_gets_as_many_more_as_it_asks_for_the_deepest_first() {
    var sampling = sampling(SampleSizes.none());
    wants(Map.of("3", 2L, "4", 1L));

    assertThat(tiers(sampling, aHost(), 5)).containsExactly(4, 3, 3, 2, 2);
  }

  @Test
  void a_new_hint_replaces_what_the_last_one_wanted_and_the_same_one_does_not_ask_twice() {
    var sampling = sampling(SampleSizes.none());
    wants(Map.of("3", 5L));
    assertThat(tiers(sampling, aHost(), 1)).containsExactly(3);

    wants(Map.of("3", 1L));
    assertThat(tiers(sampling, aHost(), 2)).containsExactly(3, 2);
    wants(Map.of("3", 1L));

    assertThat(tiers(sampling, aHost(), 1)).containsExactly(2);
  }

  @Test
  void where_all_get_a_handshake_classification_may_ask_for_application_data() {
    var sampling = sampling(new SampleSizes(Tier.HANDSHAKE, 0, 0, 0));
    wants(Map.of("2", 1L, "1", 9L, "7", 9L));

    assertThat(tiers(sampling, aHost(), 2)).containsExactly(2, 1);
  }

  @Test
  void the_reason_says_why_it_is_probed_and_why_so_deeply() {
    var sampling = sampling(new SampleSizes(Tier.APPLICATION, 1, 1, 1));
    var places =
        List.of(
            sampling.probe(inside(WATCHED), "watched").why(),
            sampling.probe(aHost(), "watched").why(),
            sampling.probe(aHost(), "watched").why(),
            sampling.probe(aHost(), "watched").why());
    wants(Map.of("3", 1_000L));

    assertThat(places)
        .containsExactly(
            "watched; tier 4: inside the owner's own networks, number 1 of up to 1",
            "watched; tier 4: sample of its certificate's hosts, number 1 of 1",
            "watched; tier 3: sample of its certificate's hosts, number 1 of 1",
            "watched; tier 2: as every host");
    assertThat(sampling.probe(aHost(), "watched").why())
        .isEqualTo("watched; tier 3: classification asks for 1,000 more");
  }

  @Test
  void a_host_whose_banner_is_unlike_the_others_is_probed_deeply_though_the_sample_is_full() {
    var sampling = sampling(new SampleSizes(Tier.HANDSHAKE, 2, 1, 0));
    wants(Map.of());
    tiers(sampling, looking("nothing"), 200);

    var odd = sampling.probe(looking("a page"), "watched");

    assertThat(odd.tier()).isEqualTo(Tier.MANNERS);
    assertThat(odd.why())
        .isEqualTo("watched; tier 3: its banner is unlike those of most hosts of its certificate");
    assertThat(tiers(sampling, looking("nothing"), 2)).containsExactly(1, 1);
  }

  @Test
  void a_host_whose_banner_is_like_the_others_and_whose_handshake_is_not_is_visited_deeper() {
    var sampling = sampling(new SampleSizes(Tier.HANDSHAKE, 2, 0, 0));
    assertThat(deeper(sampling, ORIGIN, 200)).isZero();

    var again = sampling.deeper(aHost(), HANDSHAKE, new Appearance("own stack", Optional.empty()));

    assertThat(again)
        .contains(
            new Probe(
                Tier.MANNERS, "watched; tier 3: answers unlike most hosts of its certificate"));
  }

  @Test
  void so_is_one_whose_handshake_is_the_origins_and_who_behaves_otherwise_after_it() {
    var sampling = sampling(new SampleSizes(Tier.APPLICATION, 2, 0, 0));
    deeper(sampling, new Appearance("origin", Optional.of("silence")), 200);

    assertThat(deeper(sampling, new Appearance("origin", Optional.of("a page")), 1)).isEqualTo(1);
    assertThat(deeper(sampling, new Appearance("origin", Optional.of("silence")), 1)).isZero();
  }

  @Test
  void who_was_visited_deeply_is_not_visited_again() {
    var sampling = sampling(new SampleSizes(Tier.HANDSHAKE, 2, 0, 0));
    deeper(sampling, ORIGIN, 200);

    assertThat(
            sampling.deeper(
                aHost(), new Probe(Tier.MANNERS, ""), new Appearance("own", Optional.empty())))
        .isEmpty();
  }

  @Test
  void nobody_is_probed_deeply_for_differing_from_hosts_of_another_certificate() {
    var sampling = sampling(new SampleSizes(Tier.HANDSHAKE, 1, 0, 0));
    tiers(sampling, looking("nothing"), 200);

    assertThat(tiers(sampling, showing(OTHER), 2)).containsExactly(3, 1);
  }

  @Test
  void hosts_inside_the_owners_networks_are_no_measure_and_are_not_visited_twice() {
    var sampling = sampling(new SampleSizes(Tier.HANDSHAKE, 1, 0, 5));
    deeper(sampling, ORIGIN, 200);

    assertThat(sampling.deeper(inside(WATCHED), HANDSHAKE, new Appearance("own", Optional.empty())))
        .isEmpty();
  }

  @Test
  void who_makes_all_his_hosts_differ_gets_a_sixteenth_of_them_probed_deeply_and_as_a_sample() {
    var sampling = sampling(new SampleSizes(Tier.HANDSHAKE, 24, 0, 0));

    var deep =
        IntStream.range(0, 8_000)
            .filter(i -> sampling.probe(looking("chaff " + i), "").tier() == Tier.MANNERS)
            .count();

    assertThat(deep).isBetween(500L, 24L + 24L + 8_000 / 16);
  }

  @Test
  void without_a_sample_nobody_is_probed_deeply_for_differing() {
    var sampling = sampling(SampleSizes.none());
    tiers(sampling, looking("nothing"), 200);

    assertThat(tiers(sampling, looking("a page"), 1)).containsExactly(2);
  }

  @Test
  void sizes_by_default() {
    assertThat(SampleSizes.defaults()).isEqualTo(new SampleSizes(Tier.APPLICATION, 24, 4, 24));
  }

  @ParameterizedTest
  @CsvSource({
    "MANNERS, 1, 1, 1, --tier is 3; give 1 or 2",
    "HANDSHAKE, -1, 1, 1, --sample-manners is -1; give a number from 0",
    "HANDSHAKE, 1, 100001, 1, --sample-timings is",
    "HANDSHAKE, 1, 1, -1, --sample-twins is -1; give a number from 0",
  })
  void every_size_refused(Tier tier, int manners, int timings, int twins, String message) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new SampleSizes(tier, manners, timings, twins))
        .withMessageContaining(message);
  }

  private Sampling sampling(SampleSizes sizes) {
    return new Sampling(sizes, fingerprint -> hint.get());
  }

  /** How many of so many hosts that were visited once are to be visited deeper. */
  private static long deeper(Sampling sampling, Appearance seen, int hosts) {
    return IntStream.range(0, hosts)
        .filter(
            i -> {
              sampling.probe(aHost(), "watched");
              return sampling.deeper(aHost(), HANDSHAKE, seen).isPresent();
            })
        .count();
  }

  private void wants(Map<String, Long> wanted) {
    hint.set(Optional.of(new Hint(50L, true, wanted)));
  }

  private static List<Integer> tiers(Sampling sampling, Subject subject, int hosts) {
    return IntStream.range(0, hosts)
        .mapToObj(i -> sampling.probe(subject, "watched").tier().number())
        .toList();
  }
}
