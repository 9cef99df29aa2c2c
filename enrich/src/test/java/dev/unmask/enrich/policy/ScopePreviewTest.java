package dev.unmask.enrich.policy;

import static dev.unmask.enrich.policy.Subjects.UNWATCHED;
import static dev.unmask.enrich.policy.Subjects.WATCHED;
import static dev.unmask.enrich.policy.Subjects.naming;
import static dev.unmask.enrich.policy.Subjects.onPort;
import static org.assertj.core.api.Assertions.assertThat;

import dev.unmask.avro.PassiveReason;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class ScopePreviewTest {

  @Test
  void a_host_that_no_scope_held_and_that_this_one_opens_to_is_added() {
    var preview = preview("owner:microsoft");

    preview.see(naming(WATCHED), PassiveReason.OUT_OF_SCOPE);
    preview.see(onPort(636), PassiveReason.PROBING_OFF);
    preview.see(naming(WATCHED), PassiveReason.OUT_OF_SCOPE); // the same host again

    assertThat(preview.change())
        .isEqualTo(new ScopeChange(2, Map.of("microsoft", 2L), Map.of("AS64500", 2L)));
  }

  @ParameterizedTest
  @EnumSource(
      value = PassiveReason.class,
      mode = EnumSource.Mode.EXCLUDE,
      names = {"OUT_OF_SCOPE", "PROBING_OFF"})
  void a_host_that_a_scope_held_already_is_not(PassiveReason reason) {
    var preview = preview("everything");

    preview.see(naming(WATCHED), reason);

    assertThat(preview.change().hosts()).isZero();
  }

  @Test
  void nor_is_one_that_the_scope_does_not_open_to_or_that_would_not_be_probed_anyway() {
    var narrow = preview("asn:1");
    narrow.see(naming(WATCHED), PassiveReason.OUT_OF_SCOPE);
    var wide = preview("everything");
    wide.see(naming(UNWATCHED), PassiveReason.OUT_OF_SCOPE);
    wide.see(Subjects.at("9.9.9.9"), PassiveReason.OUT_OF_SCOPE);
    wide.see(Subjects.overUdp(), PassiveReason.OUT_OF_SCOPE);

    assertThat(narrow.change().hosts()).isZero();
    assertThat(wide.change().hosts()).isZero();
  }

  @Test
  void the_newest_observation_counts() {
    var preview = preview("everything");
    preview.see(naming(WATCHED), PassiveReason.OUT_OF_SCOPE);

    preview.see(naming(WATCHED), PassiveReason.NONE);

    assertThat(preview.change().hosts()).isZero();
  }

  @Test
  void in_words_the_largest_come_first() {
    var change =
        new ScopeChange(
            1_010,
            Map.of("a", 1_000L, "b", 10L),
            Map.of("AS1", 1L, "AS2", 1L, "AS3", 5L, "AS4", 1L, "AS5", 1L, "AS6", 1L, "AS7", 1L));

    assertThat(change.inWords())
        .isEqualTo(
            "it adds 1,010 hosts to those that may be probed (by owner: a 1,000, b 10;"
                + " by network: AS3 5, AS1 1, AS2 1, AS4 1, AS5 1 and 2 others)");
  }

  private static ScopePreview preview(String entry) {
    var scope = Scope.of(entry);
    var blocked = Blocklist.of(ListFile.entries("list", List.of("9.9.9.9")));
    return new ScopePreview(
        scope,
        new AddressRules(blocked, false),
        new Interest(scope, fingerprint -> Optional.empty(), 20));
  }
}
