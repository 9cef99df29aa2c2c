package dev.unmask.enrich.probe.sni;

import static org.assertj.core.api.Assertions.assertThat;

import dev.unmask.avro.AskedName;
import dev.unmask.schemas.owner.Owner;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AskedNamesTest {

  private static final byte[] LEAF = "CN=www.Example.com".getBytes(StandardCharsets.US_ASCII);

  @Test
  void none_a_random_one_and_two_unrelated_ones_are_asked_in_this_order() {
    assertThat(asked(LEAF, "www.example.com").all())
        .extracting(Asked::kind)
        .containsExactly(
            AskedName.NONE, AskedName.RANDOM, AskedName.UNRELATED, AskedName.UNRELATED);
    assertThat(unrelated(asked(LEAF, "www.example.com")))
        .containsExactly("www.debian.org", "home.cern");
  }

  @Test
  void random_name_is_the_same_for_all_who_show_one_certificate_whatever_they_are_asked_for() {
    String random = random(asked(LEAF, "www.example.com"));

    assertThat(random).matches("[a-z]{16}\\.com");
    assertThat(random(asked(LEAF, "other.example.com"))).isEqualTo(random);
    assertThat(random(asked("CN=another".getBytes(StandardCharsets.US_ASCII), "www.example.com")))
        .isNotEqualTo(random);
  }

  @Test
  void without_a_certificate_the_random_name_follows_from_the_one_asked_for() {
    AskedNames bare =
        new AskedNames(Optional.empty(), Optional.of("www.example.com"), Optional.empty());

    assertThat(random(bare)).isEqualTo(random(bare)).matches("[a-z]{16}\\.com");
  }

  @Test
  void name_that_the_certificate_mentions_gives_way_to_the_substitute() {
    byte[] debians = "DNS:*.Debian.ORG".getBytes(StandardCharsets.US_ASCII);

    assertThat(unrelated(asked(debians, "static.example")))
        .containsExactly("home.cern", "www.wikipedia.org");
  }

  @Test
  void name_near_the_one_asked_for_gives_way_too() {
    assertThat(unrelated(asked(LEAF, "packages.debian.org"))).doesNotContain("www.debian.org");
    assertThat(unrelated(asked(LEAF, "home.cern"))).doesNotContain("home.cern");
    assertThat(unrelated(asked(LEAF, "notdebian.org"))).contains("www.debian.org");
  }

  @Test
  void name_of_the_owner_gives_way_too() {
    Owner wikimedia =
        new Owner(
            "wikimedia",
            "Wikimedia",
            Set.of("wikipedia.org", "debian.org"),
            Set.of(),
            Set.of(),
            Set.of(),
            false,
            Set.of(),
            true);
    AskedNames names =
        new AskedNames(Optional.of(LEAF), Optional.of("www.example.com"), Optional.of(wikimedia));

    assertThat(unrelated(names)).containsExactly("home.cern");
  }

  private static AskedNames asked(byte[] leaf, String serverName) {
    return new AskedNames(Optional.of(leaf), Optional.of(serverName), Optional.empty());
  }

  private static String random(AskedNames names) {
    return names.all().get(1).name().orElseThrow();
  }

  private static List<String> unrelated(AskedNames names) {
    return names.all().stream()
        .filter(asked -> asked.kind() == AskedName.UNRELATED)
        .flatMap(asked -> asked.name().stream())
        .toList();
  }
}
