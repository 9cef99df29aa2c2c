package dev.unmask.lab.scenario;

import dev.unmask.avro.FirstAnswer;
import java.time.Duration;

/**
 * What first bytes draw, and when.
 *
 * @param after held for that long before; zero for at once
 */
public record Reaction(FirstAnswer answer, Duration after) {
  public Reaction {
    if (answer == FirstAnswer.HELD || answer == FirstAnswer.NOT_TESTED) {
      throw new IllegalArgumentException(answer + " is what comes before a reaction, not one");
    }
  }

  /** What comes without a wait. */
  public static Reaction atOnce(FirstAnswer answer) {
    return new Reaction(answer, Duration.ZERO);
  }

  /** An end that comes after some time. */
  public static Reaction closesAfter(Duration after) {
    return new Reaction(FirstAnswer.CLOSED, after);
  }

  /** What somebody sees of it who watches for that long. */
  public FirstAnswer within(Duration watch) {
    return after.compareTo(watch) > 0 ? FirstAnswer.HELD : answer;
  }
}
