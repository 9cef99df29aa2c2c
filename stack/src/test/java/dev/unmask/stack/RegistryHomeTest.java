package dev.unmask.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RegistryHomeTest {

  @TempDir Path empty;

  @Test
  void the_builds_own_registry_is_found() {
    assertThat(RegistryHome.named(System.getProperty(RegistryHome.PROPERTY, "")).jar())
        .isRegularFile()
        .hasFileName("apicurio-registry-app-3.0.9-runner.jar");
  }

  @Test
  void a_missing_property_is_named() {
    assertThatThrownBy(() -> RegistryHome.named(""))
        .isInstanceOf(LocalStackException.class)
        .hasMessageContaining("unmask.registry.home");
  }

  @Test
  void a_directory_without_a_registry_is_named_with_the_property_that_points_there() {
    assertThatThrownBy(() -> RegistryHome.named(empty.toString()))
        .isInstanceOf(LocalStackException.class)
        .hasMessageContaining(empty.toString())
        .hasMessageContaining("unmask.registry.home");
    assertThatThrownBy(() -> RegistryHome.named(empty.resolve("nowhere").toString()))
        .isInstanceOf(LocalStackException.class)
        .hasMessageContaining("nowhere");
  }
}
