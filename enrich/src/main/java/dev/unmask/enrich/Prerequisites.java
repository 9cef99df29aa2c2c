package dev.unmask.enrich;

import dev.unmask.schemas.administration.TopicAdministration;
import dev.unmask.schemas.connection.KafkaConnection;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What must be there before work begins: the topics and their schemas. */
final class Prerequisites {
  private static final Logger LOG = LoggerFactory.getLogger(Prerequisites.class);
  private static final long PAUSE_SECONDS = 2;

  private final KafkaConnection connection;
  private final CountDownLatch closed;

  /** {@code closed} ends the waiting when it opens. */
  Prerequisites(KafkaConnection connection, CountDownLatch closed) {
    this.connection = connection;
    this.closed = closed;
  }

  /**
   * Waits while broker or registry cannot be reached.
   *
   * @return false if the stage was closed, or its thread interrupted, meanwhile
   * @throws IllegalStateException if something is missing or wrong; the message says what, and how
   *     to mend it
   */
  boolean await() {
    var said = false;
    while (closed.getCount() > 0 && !Thread.currentThread().isInterrupted()) {
      try {
        require(check());
        return true;
      } catch (KafkaException e) {
        if (!said && closed.getCount() > 0) {
          LOG.warn("Waiting for {}: {}", connection, e.getMessage());
        }
        said = true;
        pause();
      }
    }
    return false;
  }

  /**
   * Does not wait.
   *
   * @throws IllegalStateException if something is missing or wrong
   * @throws KafkaException if broker or registry cannot be reached
   */
  void require() {
    require(check());
  }

  private List<String> check() {
    try (var administration = new TopicAdministration(connection)) {
      var topics = connection.topics();
      return administration.check(
          topics.banners(),
          topics.observations(),
          topics.certificates(),
          topics.probed(),
          topics.hints());
    } catch (IOException e) {
      throw new KafkaException(e);
    }
  }

  private static void require(List<String> wrong) {
    if (!wrong.isEmpty()) {
      throw new IllegalStateException("enrich cannot start: " + String.join("; ", wrong));
    }
  }

  private void pause() {
    try {
      closed.await(PAUSE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
