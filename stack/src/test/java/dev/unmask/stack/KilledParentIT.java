package dev.unmask.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class KilledParentIT {

  private static final Duration SOON = Duration.ofSeconds(20);

  @Test
  void a_registry_whose_parent_was_killed_ends_and_takes_the_temporary_directory_with_it()
      throws IOException {
    Process parent = startParent();
    try (BufferedReader told = parent.inputReader()) {
      ProcessHandle registry = ProcessHandle.of(Long.parseLong(told.readLine())).orElseThrow();
      Path directory = Path.of(told.readLine());
      assertThat(registry.isAlive()).isTrue();
      assertThat(directory).isDirectory();

      parent.destroyForcibly(); // SIGKILL

      await().atMost(SOON).until(() -> !registry.isAlive());
      assertThat(directory).doesNotExist();
    }
  }

  private static Process startParent() throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-D" + RegistryHome.PROPERTY + "=" + System.getProperty(RegistryHome.PROPERTY),
            "-cp",
            System.getProperty("java.class.path"),
            ParentOfARegistry.class.getName())
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }
}
