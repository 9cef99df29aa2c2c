package dev.unmask.schemas.owner;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NetworksTest {

  @Test
  void every_block_that_an_address_is_in_counts_not_the_narrowest_alone() {
    Networks networks =
        new Networks(
            List.of(
                owner("wide", Set.of(), Set.of("192.0.0.0/8")),
                owner("narrow", Set.of(), Set.of("192.0.2.0/24")),
                owner("same", Set.of(), Set.of("192.0.2.0/24")),
                owner("host", Set.of(), Set.of("192.0.2.7/32")),
                owner("beside", Set.of(), Set.of("192.0.3.0/24"))));

    assertThat(networks.of(OptionalLong.empty(), "192.0.2.7"))
        .containsExactly("host", "narrow", "same", "wide");
    assertThat(networks.of(OptionalLong.empty(), "192.0.2.8"))
        .containsExactly("narrow", "same", "wide");
  }

  @Test
  void bits_beyond_a_prefix_do_not_count() {
    Networks networks = new Networks(List.of(owner("one", Set.of(), Set.of("192.0.2.7/24"))));

    assertThat(networks.of(OptionalLong.empty(), "192.0.2.9")).containsExactly("one");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "*", "example.org", "192.0.2.0/24", "192.0.2.1-9", "1.2.3.4.5"})
  void text_that_is_not_one_address_is_in_the_autonomous_system_alone(String text) {
    Networks networks =
        new Networks(
            List.of(
                owner("all", Set.of(), Set.of("0.0.0.0/1", "128.0.0.0/1", "::/1")),
                owner("system", Set.of(64_500L), Set.of())));

    assertThat(networks.of(OptionalLong.of(64_500), text)).contains("system");
  }

  /** Few bits are drawn, so that blocks hold each other and addresses are in many. */
  @RepeatedTest(100)
  void the_same_is_found_as_by_asking_each_owner(RepetitionInfo repetition) {
    Random random = new Random(repetition.getCurrentRepetition());
    List<Owner> owners =
        IntStream.range(0, 8).mapToObj(i -> owner("o" + i, asns(random), blocks(random))).toList();
    Networks networks = new Networks(owners);

    for (int i = 0; i < 50; i++) {
      String ip = address(random);
      OptionalLong asn =
          random.nextBoolean() ? OptionalLong.of(random.nextInt(6)) : OptionalLong.empty();
      assertThat(networks.of(asn, ip)).as(ip + " in " + asn).isEqualTo(asked(owners, asn, ip));
    }
  }

  private static Set<String> asked(List<Owner> owners, OptionalLong asn, String ip) {
    return owners.stream()
        .filter(owner -> owner.runs(asn, ip))
        .map(Owner::id)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Set<Long> asns(Random random) {
    return Stream.generate(() -> 1L + random.nextInt(5)).limit(2).collect(Collectors.toSet());
  }

  private static Set<String> blocks(Random random) {
    return Stream.generate(() -> block(random)).limit(4).collect(Collectors.toSet());
  }

  private static String block(Random random) {
    String address = address(random);
    return address + "/" + (address.contains(":") ? random.nextInt(129) : random.nextInt(33));
  }

  private static String address(Random random) {
    int[] drawn = random.ints(8, 0, 3).toArray();
    return random.nextBoolean()
        ? "10.%d.%d.%d".formatted(drawn[0], drawn[1] * 127, drawn[2])
        : "2001:db8:%x:%x::%x:%x".formatted(drawn[0], drawn[1] * 0x4000, drawn[2], drawn[3]);
  }

  private static Owner owner(String id, Set<Long> asns, Set<String> prefixes) {
    return new Owner(id, id, Set.of(), asns, prefixes, Set.of(), false, Set.of(), false);
  }
}
