package dev.unmask.app.local;

import dev.unmask.schemas.administration.TopicAdministration;
import dev.unmask.schemas.connection.KafkaConnection;
import dev.unmask.schemas.topic.Topics;
import dev.unmask.stack.LocalStack;
import dev.unmask.stack.LocalStackSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;

/**
 * Broker and registry on this machine, with topics and schemas created. Closing stops both, and
 * deletes what was temporary.
 */
public final class LocalCluster implements AutoCloseable {
  private static final short ONE_BROKER = 1;

  private final LocalStack stack;
  private final KafkaConnection connection;

  private LocalCluster(LocalStack stack, KafkaConnection connection) {
    this.stack = stack;
    this.connection = connection;
  }

  /**
   * Starts both and creates what is missing; takes some seconds.
   *
   * @param partitions of every topic
   */
  public static LocalCluster start(LocalStackSettings settings, Topics topics, int partitions) {
    LocalStack stack = LocalStack.start(settings);
    try {
      KafkaConnection connection =
          new KafkaConnection(stack.bootstrapServers(), stack.registryUrl(), topics, Map.of());
      try (TopicAdministration administration = new TopicAdministration(connection)) {
        administration.create(partitions, ONE_BROKER);
      }
      return new LocalCluster(stack, connection);
    } catch (IOException failed) {
      stack.close();
      throw new UncheckedIOException(failed);
    } catch (RuntimeException failed) {
      stack.close();
      throw failed;
    }
  }

  /** How clients connect to it. */
  public KafkaConnection connection() {
    return connection;
  }

  @Override
  public void close() {
    stack.close();
  }
}
