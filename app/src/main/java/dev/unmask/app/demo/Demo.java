package dev.unmask.app.demo;

import dev.unmask.app.lab.Depth;
import dev.unmask.app.lab.Found;
import dev.unmask.app.lab.LabRun;
import dev.unmask.app.lab.Timeline;
import dev.unmask.app.progress.Progress;
import dev.unmask.app.run.OnExit;
import dev.unmask.avro.Verdict;
import dev.unmask.enrich.policy.Rates;
import dev.unmask.enrich.policy.SampleSizes;
import dev.unmask.lab.scenario.LabPorts;
import dev.unmask.lab.scenario.LabScenario;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;

/** The case, live, until every verdict is in. For one run, on one thread. */
public final class Demo {
  private static final Depth DEPTH = new Depth(Rates.defaults(), SampleSizes.none(), 1);

  private static final Comparator<Verdict> LARGEST_FIRST =
      Comparator.comparingLong((Verdict verdict) -> verdict.getHosts().getTotal())
          .reversed()
          .thenComparing(Verdict::getFingerprint);

  private final DemoSettings settings;
  private final Progress progress;
  private final Timeline timeline;
  private final OnExit exit;

  /**
   * @param exit closes what the run opens
   */
  public Demo(DemoSettings settings, Progress progress, Timeline timeline, OnExit exit) {
    this.settings = settings;
    this.progress = progress;
    this.timeline = timeline;
    this.exit = exit;
  }

  /**
   * Runs it.
   *
   * @throws IOException if this machine cannot serve the lab; the message says why
   */
  public DemoResult run() throws IOException {
    LabScenario theCase = LabScenario.divd(settings.scale(), settings.seed(), LabPorts.permitted());
    Found found = new LabRun(theCase, DEPTH, progress, timeline, exit).run();
    List<Verdict> largestFirst = found.verdicts().values().stream().sorted(LARGEST_FIRST).toList();
    return new DemoResult(
        settings.scale(),
        largestFirst,
        CaseFigures.of(found.observations().values()),
        found.truth(),
        Grade.of(found.truth(), found.verdicts(), found.hosts()),
        timeline.phases(),
        timeline.now(),
        Memory.peakMebibytes());
  }
}
