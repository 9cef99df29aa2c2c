package dev.unmask.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.unmask.stack.junit.LastingPort;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

@Execution(ExecutionMode.CONCURRENT)
class LocalStackIT {

  @TempDir Path directory;

  @Test
  void topics_records_and_schemas_are_there_again_on_the_same_directory() throws Exception {
    int id;
    try (LocalStack stack = LocalStack.start(LocalStackSettings.keptIn(directory));
        Clients clients = new Clients(stack.bootstrapServers())) {
      clients.createTopic("kept");
      clients.send("kept", "key", "value");
      id = new Subjects(stack.registryUrl()).register("kept-value", "\"string\"");
    }

    try (LocalStack again = LocalStack.start(LocalStackSettings.keptIn(directory));
        Clients clients = new Clients(again.bootstrapServers())) {
      assertThat(clients.read("kept", 1)).containsExactly("key=value");
      assertThat(new Subjects(again.registryUrl()).register("kept-value", "\"string\""))
          .isEqualTo(id);
    }
  }

  @Test
  void the_registry_refuses_an_incompatible_schema_once_a_subject_asks_for_compatibility()
      throws Exception {
    try (LocalRegistry registry = LocalRegistry.startTemporary(0)) {
      Subjects subjects = new Subjects(registry.url());
      subjects.register("strict-value", "\"string\"");
      subjects.setCompatibility("strict-value", "FULL_TRANSITIVE");

      assertThat(subjects.tryRegister("strict-value", "\"int\"")).isEqualTo(409);
    }
  }

  @Test
  void a_temporary_stack_leaves_nothing_behind() throws Exception {
    ProcessHandle registry;
    try (LocalRegistry started = LocalRegistry.startTemporary(0)) {
      registry = started.process();
      assertThat(registry.isAlive()).isTrue();
    }

    assertThat(registry.isAlive()).isFalse();
  }

  @Test
  void given_ports_are_used() throws Exception {
    int brokerPort = LastingPort.free();
    int registryPort = LastingPort.free();
    try (LocalStack stack =
        LocalStack.start(new LocalStackSettings(Optional.empty(), brokerPort, registryPort))) {
      assertThat(stack.bootstrapServers()).isEqualTo("127.0.0.1:" + brokerPort);
      assertThat(stack.registryUrl())
          .isEqualTo("http://127.0.0.1:" + registryPort + "/apis/ccompat/v7");
    }
  }

  @Test
  void a_registry_that_cannot_start_says_why_and_leaves_no_broker_behind() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      LocalStackSettings settings =
          new LocalStackSettings(Optional.of(directory), 0, taken.getLocalPort());

      assertThatThrownBy(() -> LocalStack.start(settings))
          .isInstanceOf(LocalStackException.class)
          .hasMessageContaining("The registry ended")
          .hasMessageContaining(String.valueOf(taken.getLocalPort()));
    }
    LocalBroker.startIn(directory.resolve("broker"), 0).close();
  }
}
