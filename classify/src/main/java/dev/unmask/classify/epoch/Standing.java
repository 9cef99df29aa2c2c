package dev.unmask.classify.epoch;

import dev.unmask.schemas.topic.Topics;
import java.util.List;

/**
 * The topics by which an epoch that is not live knows what is public. One of another build, or
 * without alerts, may read some of them only.
 */
public final class Standing {

  private Standing() {}

  /** Those that it cannot do without. */
  static List<String> required(Topics open) {
    return List.of(open.currentVerdicts().name(), open.hostVerdicts().name());
  }

  /** Those that everybody reads, and its own behind them. */
  public static List<String> topics(String applicationId, Topics open) {
    return List.of(
        open.currentVerdicts().name(),
        open.hints().name(),
        open.hostVerdicts().name(),
        open.alerts(),
        applicationId + "-standing-verdicts-repartition",
        applicationId + "-standing-hints-repartition",
        applicationId + "-standing-hosts-repartition",
        applicationId + "-cases-repartition",
        applicationId + "-said-of-cases-repartition");
  }
}
