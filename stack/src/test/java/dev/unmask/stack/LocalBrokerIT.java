package dev.unmask.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.unmask.stack.junit.LocalStackExtension;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

@ExtendWith(LocalStackExtension.class)
@Execution(ExecutionMode.CONCURRENT)
class LocalBrokerIT {

  @TempDir Path directory;

  @Test
  void what_is_produced_is_consumed_again(LocalStack stack) throws Exception {
    try (Clients clients = new Clients(stack.bootstrapServers())) {
      clients.createTopic("broker-it.echo");
      clients.send("broker-it.echo", "key", "value");

      assertThat(clients.read("broker-it.echo", 1)).containsExactly("key=value");
    }
  }

  @Test
  void a_record_of_4_MiB_fits(LocalStack stack) throws Exception {
    try (Clients clients = new Clients(stack.bootstrapServers())) {
      clients.createTopic("broker-it.large");
      clients.send("broker-it.large", "key", "x".repeat(4 << 20));

      assertThat(clients.read("broker-it.large", 1).get(0)).hasSize(4 + (4 << 20));
    }
  }

  @Test
  void a_transaction_is_seen_whole_or_not_at_all(LocalStack stack) throws Exception {
    try (Clients clients = new Clients(stack.bootstrapServers())) {
      clients.createTopic("broker-it.transactions");
      clients.inTransaction("broker-it.transactions", "aborted", false);
      clients.inTransaction("broker-it.transactions", "committed", true);

      assertThat(clients.read("broker-it.transactions", 1)).containsExactly("key=committed");
    }
  }

  @Test
  void transactions_are_of_version_2(LocalStack stack) throws Exception {
    try (Clients clients = new Clients(stack.bootstrapServers())) {
      assertThat(clients.feature("transaction.version")).isEqualTo((short) 2);
    }
  }

  @Test
  void a_topic_is_not_created_by_using_it(LocalStack stack) throws Exception {
    try (Clients clients = new Clients(stack.bootstrapServers())) {
      assertThat(catchThrowable(() -> clients.describe("broker-it.unheard-of")))
          .hasRootCauseInstanceOf(UnknownTopicOrPartitionException.class);
      assertThat(clients.topics()).doesNotContain("broker-it.unheard-of");
    }
  }

  @Test
  void a_port_that_is_taken_is_named() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      assertThatThrownBy(() -> LocalBroker.startTemporary(taken.getLocalPort()))
          .isInstanceOf(LocalStackException.class)
          .hasMessageContaining(String.valueOf(taken.getLocalPort()));
    }
  }

  @Test
  void a_broker_can_be_closed_twice() {
    LocalBroker broker = LocalBroker.startIn(directory, 0);

    broker.close();
    broker.close();

    assertThat(directory.resolve("meta.properties")).exists();
  }
}
