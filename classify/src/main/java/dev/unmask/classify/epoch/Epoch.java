package dev.unmask.classify.epoch;

import dev.unmask.schemas.topic.Topics;

/**
 * One way of classifying, with state of its own: a ruleset, a format of what is stored, a number of
 * partitions. Immutable.
 *
 * @param number 1 or more; 1 is live where nothing else was decided
 * @param ownInputs whether its observations and certificates are in topics of its own, which may
 *     have another number of partitions and are fed from those that everybody reads
 */
public record Epoch(long number, boolean ownInputs) {

  /** The one that there is unless another is asked for. */
  public static final Epoch FIRST = new Epoch(1, false);

  /** Checks the number. */
  public Epoch {
    if (number < 1 || number > 9_999) {
      throw new IllegalArgumentException("--epoch " + number + ": expected 1 to 9999");
    }
  }

  /** Name of its consumer group, state and internal topics. */
  public static String applicationId(Topics open, long number) {
    return open.prefix() + (number == 1 ? ".classify" : ".classify-" + number);
  }

  /** Name of the consumer group that feeds an epoch's own inputs. */
  public static String feedGroup(Topics open, long number) {
    return open.ofEpoch(number).prefix() + ".feed";
  }

  /** Source of the events that it issues, a URI reference; two epochs never give one id twice. */
  public String source(Topics open) {
    return "/" + open.prefix() + "/classify" + (number == 1 ? "" : "-" + number);
  }

  /** Where its observations and certificates are. */
  public Topics inputs(Topics open) {
    return ownInputs ? open.ofEpoch(number) : open;
  }
}
