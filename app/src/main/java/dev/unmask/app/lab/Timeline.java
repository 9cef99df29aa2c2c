package dev.unmask.app.lab;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;

/** Where the time went: phases, from the start of the process. For one thread. */
public final class Timeline {
  private final LongSupplier sinceStartMillis;
  private final List<Phase> phases = new ArrayList<>();

  /**
   * @param sinceStartMillis milliseconds since the process began
   */
  public Timeline(LongSupplier sinceStartMillis) {
    this.sinceStartMillis = sinceStartMillis;
  }

  /** From the start of this process. */
  public static Timeline ofThisProcess() {
    return new Timeline(
        () -> System.currentTimeMillis() - ManagementFactory.getRuntimeMXBean().getStartTime());
  }

  /** One phase, which may overlap with others. */
  public record Phase(String name, Duration from, Duration to) {
    /** How long it took. */
    public Duration took() {
      return to.minus(from);
    }
  }

  /** The time now, since the start. */
  public Duration now() {
    return Duration.ofMillis(sinceStartMillis.getAsLong());
  }

  /** A phase that began then and ends now. */
  public void add(String name, Duration from) {
    phases.add(new Phase(name, from, now()));
  }

  /** The phases so far, in the order in which they ended. */
  public List<Phase> phases() {
    return List.copyOf(phases);
  }
}
