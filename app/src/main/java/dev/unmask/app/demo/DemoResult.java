package dev.unmask.app.demo;

import dev.unmask.app.lab.Timeline;
import dev.unmask.avro.Verdict;
import dev.unmask.lab.feed.LabTruth;
import java.time.Duration;
import java.util.List;

/**
 * What came of a demo. Immutable.
 *
 * @param scale of the lab, 1 for the case at full size
 * @param verdicts the largest cluster first
 * @param figures counted from the observations
 * @param truth what there was to find
 * @param phases where the time went
 * @param total from the start of the process to the last verdict
 * @param peakMebibytes memory of all processes together at their peaks; 0 where it is not known
 */
public record DemoResult(
    double scale,
    List<Verdict> verdicts,
    CaseFigures figures,
    LabTruth truth,
    Grade grade,
    List<Timeline.Phase> phases,
    Duration total,
    long peakMebibytes) {

  /** Copies the lists. */
  public DemoResult {
    verdicts = List.copyOf(verdicts);
    phases = List.copyOf(phases);
  }
}
