package dev.unmask.classify;

import dev.unmask.classify.epoch.Lag;
import dev.unmask.classify.epoch.Standing;
import dev.unmask.classify.topology.EpochTopics;
import dev.unmask.classify.topology.store.Mode;
import dev.unmask.classify.topology.watch.Backlog;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;

/** Whether there is nothing left to say. Safe from any thread. */
final class Quietness {

  /** What was done last is committed, and so to be seen as lag of the next step, within these. */
  private static final int COMMIT_INTERVALS = 3;

  private final Duration commitInterval;
  private final Backlog backlog;
  private final Lag lag;
  private long activity = -1;
  private long idleSince;

  Quietness(Duration commitInterval, Backlog backlog, Lag lag) {
    this.commitInterval = commitInterval;
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

  /**
   * Asks the broker.
   *
   * @param running whether the topology is at work
   */
  synchronized boolean reached(boolean running) {
    long now = System.nanoTime();
    long done = backlog.activity();
    if (done != activity || !running || !backlog.empty() || !caughtUp()) {
      activity = done;
      idleSince = now;
      return false;
    }
    return now - idleSince >= COMMIT_INTERVALS * commitInterval.toNanos();
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
