package dev.unmask.enrich.probe.visit;

import dev.unmask.avro.Outcome;
import java.util.function.BiFunction;

/** Where a probe tells what it found. On the event loop. */
public interface ProbeEnd {

  /** The probe has ended. Only the first call counts. */
  void with(Finding finding);

  /**
   * What to report should the visit be stopped from now on, given the reason: a probe that has seen
   * something already says so here. Until then it is {@link Probe#notTested}.
   */
  void ifStopped(BiFunction<Outcome, String, Finding> unfinished);
}
