package dev.unmask.classify.model;

import static dev.unmask.classify.model.HostBuilder.aHost;
import static dev.unmask.classify.model.ProfileBuilder.aProfile;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ProfileTest {

  @Test
  void the_total_is_the_sum_of_the_rows() {
    assertThat(aProfile().with(3, aHost()).with(4, aHost().alerting()).build().total())
        .isEqualTo(7);
    assertThat(aProfile().build().total()).isZero();
  }

  @Test
  void a_count_is_at_least_1() {
    SortedMap<String, Long> countries = new TreeMap<>();
    countries.put("NL", 0L);

    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                new Profile(
                    "",
                    new TreeMap<>(),
                    new TreeMap<>(),
                    new TreeMap<>(),
                    countries,
                    Optional.empty(),
                    Optional.empty(),
                    0))
        .withMessage("countries: 0 of NL; a count is at least 1");
  }

  @Test
  void it_cannot_be_changed() {
    Profile profile = aProfile().with(3, aHost()).build();

    assertThatExceptionOfType(UnsupportedOperationException.class)
        .isThrownBy(() -> profile.hosts().clear());
  }
}
