package dev.unmask.app.attribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProbeDescriptionTest {
  private static final Instant NEXT_YEAR = Instant.parse("2027-06-01T12:00:00.123Z");
  private static final String CONTACT = "mailto:scans@example.org";

  @Test
  void the_fields_are_those_of_rfc_9511_in_the_format_of_rfc_9116() {
    List<String> lines =
        new ProbeDescription(
                CONTACT,
                NEXT_YEAR,
                Optional.of("https://192.0.2.9/.well-known/probing.txt"),
                List.of("en", "nl"),
                "")
            .lines();

    assertThat(lines)
        .hasSize(5)
        .startsWith(
            "Canonical: https://192.0.2.9/.well-known/probing.txt",
            "Contact: mailto:scans@example.org",
            "Expires: 2027-06-01T12:00:00Z",
            "Preferred-Languages: en, nl")
        .last()
        .asString()
        .startsWith("Description: unmask ");
  }

  @Test
  void what_is_not_given_is_left_out() {
    assertThat(description(CONTACT, Optional.empty(), "en", "").lines())
        .noneMatch(line -> line.startsWith("Canonical"));
  }

  @Test
  void the_description_is_one_line_and_says_from_where() {
    assertThat(description(CONTACT, Optional.empty(), "en", "AS64500, Amsterdam").lines())
        .allMatch(line -> line.lines().count() == 1)
        .last()
        .asString()
        .endsWith("Probes come from: AS64500, Amsterdam.");
  }

  @ParameterizedTest
  @CsvSource({
    "scans@example.org, mailto:scans@example.org",
    "mailto:scans@example.org, mailto:scans@example.org",
    "tel:+31-20-0000000, tel:+31-20-0000000",
    "https://example.org/scans, https://example.org/scans",
  })
  void a_contact_is_a_uri(String given, String written) {
    assertThat(description(given, Optional.empty(), "en", "").lines())
        .contains("Contact: " + written);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "me", "http://example.org", "ftp://a", "a@b c", "mailto:a@b\nCanonical: x"})
  void a_contact_that_is_none_is_refused(String contact) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> description(contact, Optional.empty(), "en", ""))
        .withMessageStartingWith("--contact is '");
  }

  @Test
  void what_would_break_a_line_or_is_no_https_is_refused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> description(CONTACT, Optional.of("http://example.org"), "en", ""))
        .withMessageStartingWith("--canonical is '");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> description(CONTACT, Optional.empty(), "english please", ""))
        .withMessageStartingWith("--languages has '");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> description(CONTACT, Optional.empty(), "en", "a\nb"))
        .withMessageStartingWith("--vantage is '");
  }

  private static ProbeDescription description(
      String contact, Optional<String> canonical, String language, String vantage) {
    return new ProbeDescription(contact, NEXT_YEAR, canonical, List.of(language), vantage);
  }
}
