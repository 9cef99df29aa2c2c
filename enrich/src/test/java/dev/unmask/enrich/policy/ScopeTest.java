package dev.unmask.enrich.policy;

import static dev.unmask.enrich.policy.Subjects.FINGERPRINT;
import static dev.unmask.enrich.policy.Subjects.WATCHED;
import static dev.unmask.enrich.policy.Subjects.aHost;
import static dev.unmask.enrich.policy.Subjects.at;
import static dev.unmask.enrich.policy.Subjects.naming;
import static dev.unmask.enrich.policy.Subjects.onPort;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.unmask.schemas.owner.OwnerCatalogue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ScopeTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "everything",
        "network:8.8.8.0/24",
        "network:8.8.8.8",
        "asn:64500",
        "fingerprint:" + "abababababababababababababababababababababababababababababababab"
      })
  void each_kind_of_entry_opens_a_scope(String entry) {
    assertThat(Scope.of(entry).entryFor(aHost())).contains(entry);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "network:9.0.0.0/8",
        "network:2600::/16",
        "asn:64501",
        "owner:microsoft",
        "fingerprint:" + "0000000000000000000000000000000000000000000000000000000000000000"
      })
  void an_entry_that_speaks_of_others_does_not(String entry) {
    assertThat(Scope.of(entry).entryFor(aHost())).isEmpty();
  }

  @Test
  void an_owner_opens_a_scope_to_who_names_it() {
    assertThat(Scope.of("owner:microsoft").entryFor(naming(WATCHED))).contains("owner:microsoft");
  }

  @Test
  void one_entry_of_several_is_enough() {
    assertThat(Scope.of("asn:1", "network:8.8.8.8", "owner:nobody").entryFor(aHost())).isPresent();
  }

  @Test
  void ports_narrow_a_scope() {
    var scope = Scope.of("everything", "port:443", "port:636");

    assertThat(scope.entryFor(onPort(443))).isPresent();
    assertThat(scope.entryFor(onPort(636))).isPresent();
    assertThat(scope.entryFor(onPort(8443))).isEmpty();
  }

  @Test
  void ports_alone_open_nothing() {
    var scope = Scope.of("port:443");

    assertThat(scope.entryFor(onPort(443))).isEmpty();
    assertThat(scope.opensNothing()).isTrue();
  }

  @Test
  void nothing_is_in_an_empty_scope() {
    assertThat(Scope.none().opensNothing()).isTrue();
    assertThat(Scope.none().entryFor(aHost())).isEmpty();
  }

  @Test
  void an_ipv4_network_holds_the_mapped_form_of_its_addresses() {
    assertThat(Scope.of("network:::ffff:8.8.8.0/120").entryFor(at("8.8.8.8"))).isPresent();
    assertThat(Scope.of("network:8.8.8.0/24").entryFor(at("::ffff:8.8.8.8"))).isPresent();
  }

  @ParameterizedTest
  @CsvSource({
    "all", "owner:", "owner:Two Words", "fingerprint:abcd", "network:8.8.8.0/33",
        "network:example.org", "asn:AS15169",
    "asn:0", "asn:4294967296", "port:0", "port:65536", "port:https", "ports:443", ":",
  })
  void a_malformed_entry_is_refused_with_what_was_expected(String entry) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Scope.of(entry))
        .withMessage(
            "--scope: '%s': expected everything, owner:ID, fingerprint:SHA256, network:CIDR, asn:NUMBER or port:NUMBER",
            entry);
  }

  @Test
  void files_are_read_and_a_bad_line_is_refused_with_its_place(@TempDir Path folder)
      throws IOException {
    var good =
        Files.writeString(
            folder.resolve("good"), "# the case\nowner:microsoft # watched\n\nport:443\n");
    var bad = Files.writeString(folder.resolve("bad"), "everything\neverybody\n");

    assertThat(Scope.read(List.of("asn:1"), List.of(good)).hash())
        .isEqualTo(Scope.of("asn:1", "port:443", "owner:microsoft").hash());
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Scope.read(List.of(), List.of(bad)))
        .withMessageStartingWith(bad + " line 2: 'everybody': expected everything, ");
  }

  @Test
  void an_owner_that_nobody_knows_is_refused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Scope.of("owner:micrsoft").requireKnownOwners(OwnerCatalogue.builtIn()))
        .withMessageContaining("'owner:micrsoft': no such owner")
        .withMessageContaining("microsoft");
  }

  @Test
  void the_hash_says_which_entries_are_in_force_whatever_their_order() {
    assertThat(Scope.of("everything", "port:443").hash())
        .hasSize(64)
        .isEqualTo(Scope.of("port:443", "everything").hash());
    assertThat(Scope.of("everything").hash())
        .isNotEqualTo(Scope.of("everything", "port:443").hash());
    assertThat(Scope.of("fingerprint:" + FINGERPRINT.toUpperCase(java.util.Locale.ROOT)).hash())
        .isEqualTo(Scope.of("fingerprint:" + FINGERPRINT).hash());
    assertThat(Scope.none().hash()).isEmpty();
  }
}
