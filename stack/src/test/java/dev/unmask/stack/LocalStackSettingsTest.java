package dev.unmask.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LocalStackSettingsTest {

  @Test
  void a_temporary_stack_keeps_nothing_and_takes_free_ports() {
    LocalStackSettings settings = LocalStackSettings.temporary();

    assertThat(settings).isEqualTo(new LocalStackSettings(Optional.empty(), 0, 0));
  }

  @Test
  void a_kept_stack_names_its_directory() {
    LocalStackSettings settings = LocalStackSettings.keptIn(Path.of("data"));

    assertThat(settings.dataDirectory()).contains(Path.of("data"));
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 65_536})
  void a_number_that_is_no_port_is_refused_by_name(int port) {
    assertThatThrownBy(() -> new LocalStackSettings(Optional.empty(), port, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("The broker's port must be 1 to 65535, or 0 for a free one, not %d.", port);
    assertThatThrownBy(() -> new LocalStackSettings(Optional.empty(), 0, port))
        .hasMessageStartingWith("The registry's port must be");
  }
}
