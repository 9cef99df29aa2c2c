package dev.unmask.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

@Execution(ExecutionMode.CONCURRENT)
class KilledParentIT {

  private static final Duration SOON = Duration.ofMinutes(1);

  @TempDir Path kept;

  @Test
  void a_registry_whose_parent_was_killed_ends_and_takes_the_temporary_directory_with_it()
      throws IOException {
    Process parent = start(ParentOfARegistry.class);
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

  @Test
  void a_signal_to_all_processes_leaves_the_registry_to_those_who_drain() throws IOException {
    Process parent = start(ParentOfARegistry.class);
    try (BufferedReader told = parent.inputReader()) {
      ProcessHandle registry = ProcessHandle.of(Long.parseLong(told.readLine())).orElseThrow();
      Path directory = Path.of(told.readLine());

      registry.destroy(); // SIGTERM, as it comes to a whole group
      await().during(Duration.ofSeconds(1)).until(registry::isAlive);
      parent.destroy();

      await().atMost(SOON).until(() -> !registry.isAlive());
      assertThat(directory).doesNotExist();
    }
  }

  @Test
  void a_kept_stack_that_was_killed_has_lost_nothing() throws Exception {
    Process parent = start(ParentOfAStack.class, kept.toString());
    int id;
    try (BufferedReader told = parent.inputReader()) {
      id = Integer.parseInt(told.readLine());
      List<ProcessHandle> registries = parent.children().toList();
      parent.destroyForcibly().waitFor();
      await().atMost(SOON).until(() -> registries.stream().noneMatch(ProcessHandle::isAlive));
    }

    try (LocalStack again = LocalStack.start(LocalStackSettings.keptIn(kept));
        Clients clients = new Clients(again.bootstrapServers())) {
      assertThat(clients.read(ParentOfAStack.TOPIC, 1)).containsExactly("key=value");
      assertThat(
              new Subjects(again.registryUrl())
                  .register(ParentOfAStack.SUBJECT, ParentOfAStack.SCHEMA))
          .isEqualTo(id);
    }
  }

  private static Process start(Class<?> main, String... arguments) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-D" + RegistryHome.PROPERTY + "=" + System.getProperty(RegistryHome.PROPERTY),
                "-cp",
                System.getProperty("java.class.path"),
                main.getName()));
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
  }
}
