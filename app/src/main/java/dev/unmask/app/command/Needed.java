package dev.unmask.app.command;

import dev.unmask.schemas.administration.TopicAdministration;
import dev.unmask.schemas.connection.KafkaConnection;
import dev.unmask.schemas.topic.Topic;
import java.io.IOException;
import java.util.List;
import org.apache.kafka.common.KafkaException;

/**
 * Checks that what a command reads is there, before it reads: a reader would wait for a missing
 * topic for long.
 */
final class Needed {
  private Needed() {}

  /**
   * Returns if topics and schemas are there.
   *
   * @throws IOException if one is not; the message says what to do
   */
  static void check(KafkaConnection connection, Topic<?>... topics) throws IOException {
    try (TopicAdministration administration = new TopicAdministration(connection)) {
      List<String> wrong = administration.check(topics);
      if (!wrong.isEmpty()) {
        throw new IOException(String.join("; ", wrong));
      }
    } catch (KafkaException unreachable) {
      throw new IOException(
          connection
              + ": no answer ("
              + unreachable.getMessage()
              + "); is it running? see --bootstrap-server and --registry",
          unreachable);
    }
  }
}
