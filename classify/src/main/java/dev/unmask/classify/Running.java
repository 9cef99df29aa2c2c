package dev.unmask.classify;

import dev.unmask.classify.epoch.Lag;
import dev.unmask.classify.epoch.Standing;
import dev.unmask.classify.topology.EpochTopics;
import dev.unmask.classify.topology.store.Mode;
import dev.unmask.classify.topology.watch.Backlog;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.streams.KafkaStreams;

/** A topology that runs: whether it is ready, and whether it is quiet. Safe from any thread. */
final class Running {

  /** What was done last is committed, and so to be seen as lag of the next step, within these. */
  private static final int COMMIT_INTERVALS = 3;

  private final KafkaStreams streams;
  private final ClassifySettings settings;
  private final Backlog backlog;
  private final Lag lag;
  private long activity = -1;
  private long idleSince;

  Running(KafkaStreams streams, ClassifySettings settings, Backlog backlog, Lag lag) {
    this.streams = streams;
    this.settings = settings;
    this.backlog = backlog;
    this.lag = lag;
  }

  /**
   * Of all topics that the topology reads, its own too; decisions about alerts are not waited for.
   */
  static Lag lag(Admin admin, String applicationId, EpochTopics topics, boolean alerting) {
    List<String> read =
        new ArrayList<>(
            List.of(
                topics.inputs().observations().name(),
                topics.inputs().certificates().name(),
                applicationId + "-moves-repartition",
                applicationId + "-roles-repartition"));
    if (alerting) {
      read.add(applicationId + "-cases-repartition");
    }
    if (topics.mode() == Mode.SHADOW) {
      read.addAll(Standing.topics(applicationId, topics.open()));
    }
    return new Lag(admin, applicationId, read);
  }

  Optional<String> waitingFor() {
    KafkaStreams.State state = streams.state();
    return state == KafkaStreams.State.RUNNING
        ? Optional.empty()
        : Optional.of("Kafka Streams is " + state + ", not RUNNING");
  }

  synchronized boolean quiet() {
    long now = System.nanoTime();
    long done = backlog.activity();
    if (done != activity || waitingFor().isPresent() || !backlog.empty() || !caughtUp()) {
      activity = done;
      idleSince = now;
      return false;
    }
    return now - idleSince >= COMMIT_INTERVALS * settings.commitInterval().toNanos();
  }

  private boolean caughtUp() {
    try {
      return lag.offsets() == 0;
    } catch (ExecutionException unreachable) {
      return false;
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
