package dev.unmask.app.replay;

import dev.unmask.schemas.administration.TopicAdministration;
import dev.unmask.schemas.connection.KafkaConnection;
import java.io.IOException;
import java.io.UncheckedIOException;

/** The topics of one replay, with their schemas. Closing removes all that there is of it. */
final class ReplayTopics implements AutoCloseable {
  /** As many copies as the broker makes unless told (KIP-464). */
  private static final short AS_THE_BROKER_HAS_IT = -1;

  private final KafkaConnection live;
  private final KafkaConnection connection;
  private final boolean keep;

  private ReplayTopics(KafkaConnection live, KafkaConnection connection, boolean keep) {
    this.live = live;
    this.connection = connection;
    this.keep = keep;
  }

  /** Of a replay that has none yet. Contacts nobody yet. */
  static ReplayTopics of(KafkaConnection live, String prefix, boolean keep) {
    return new ReplayTopics(live, ReplayPrefix.connection(live, prefix), keep);
  }

  /** Creates them. */
  void create(int partitions) {
    try (TopicAdministration administration = new TopicAdministration(connection)) {
      administration.create(partitions, AS_THE_BROKER_HAS_IT);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /** How clients come to them. */
  KafkaConnection connection() {
    return connection;
  }

  @Override
  public void close() {
    if (!keep) {
      try (Traces traces = new Traces(live)) {
        traces.remove(connection.topics().prefix());
      }
    }
  }
}
