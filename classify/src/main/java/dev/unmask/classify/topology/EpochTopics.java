package dev.unmask.classify.topology;

import dev.unmask.classify.topology.store.Mode;
import dev.unmask.schemas.topic.Topics;

/**
 * The topics of an epoch.
 *
 * @param mode whether it is the live one
 * @param inputs with its observations and certificates
 * @param open what everybody reads
 * @param own what it writes while it is not live
 * @param partitions of its inputs, and so of its state and of all that is brought to where that is
 */
public record EpochTopics(Mode mode, Topics inputs, Topics open, Topics own, int partitions) {

  /** Of an epoch that alone works on these topics. */
  public static EpochTopics live(Topics topics, int partitions) {
    return new EpochTopics(Mode.LIVE, topics, topics, topics.ofEpoch(1), partitions);
  }

  /** Where its results go. */
  Topics results() {
    return mode == Mode.LIVE ? open : own;
  }

  boolean live() {
    return mode == Mode.LIVE;
  }
}
