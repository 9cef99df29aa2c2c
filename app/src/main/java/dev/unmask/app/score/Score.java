package dev.unmask.app.score;

import dev.unmask.app.lab.Depth;
import dev.unmask.app.lab.LabRun;
import dev.unmask.app.lab.Timeline;
import dev.unmask.app.progress.Progress;
import dev.unmask.app.run.OnExit;
import dev.unmask.enrich.policy.Rates;
import dev.unmask.enrich.policy.SampleSizes;
import dev.unmask.lab.scenario.LabPorts;
import dev.unmask.lab.scenario.LabScenario;
import java.io.IOException;

/**
 * All scenarios in one lab, probed as deeply as by default, and classified. For one run, on one
 * thread.
 */
public final class Score {
  /** Some 40 connections a host at the higher tiers, each with a leg or two on this machine. */
  private static final Rates RATES = new Rates(150, 150, 20, 5);

  private final ScoreSettings settings;
  private final Progress progress;
  private final OnExit exit;

  /**
   * @param exit closes what the run opens
   */
  public Score(ScoreSettings settings, Progress progress, OnExit exit) {
    this.settings = settings;
    this.progress = progress;
    this.exit = exit;
  }

  /**
   * Runs it.
   *
   * @throws IOException if this machine cannot serve the lab; the message says why
   * @throws IllegalArgumentException if there is no scenario of such a name
   */
  public Scorecard run() throws IOException {
    LabScenario scenario =
        LabScenario.assortment(settings.pace(), settings.seed(), LabPorts.permitted())
            .only(settings.scenarios());
    Depth depth = new Depth(RATES, SampleSizes.defaults(), settings.pace());
    return Scorecard.of(
        new LabRun(scenario, depth, progress, Timeline.ofThisProcess(), exit).run());
  }
}
