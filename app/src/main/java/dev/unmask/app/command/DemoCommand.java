package dev.unmask.app.command;

import dev.unmask.app.demo.Demo;
import dev.unmask.app.demo.DemoResult;
import dev.unmask.app.demo.DemoSettings;
import dev.unmask.app.lab.Timeline;
import dev.unmask.app.progress.Progress;
import dev.unmask.app.run.OnExit;
import dev.unmask.app.view.DemoPage;
import dev.unmask.app.view.TruthJson;
import dev.unmask.app.view.VerdictJson;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Runs the case, live. */
@Command(
    name = "demo",
    description = "Watch unmask solve DIVD-2022-00013, live, on this machine.",
    footerHeading = Examples.HEADING,
    footer = {
      "  unmask demo",
      "  unmask demo --scale 0.05",
      "  unmask demo --format json --truth | jq ."
    })
final class DemoCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--scale",
      paramLabel = "SHARE",
      defaultValue = "1.0",
      description = "Size of the case, above 0, at most 1. Default: ${DEFAULT-VALUE}.")
  private double scale;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "The same seed makes the same hosts. Default: ${DEFAULT-VALUE}.")
  private long seed;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = "table",
      description =
          "${COMPLETION-CANDIDATES}: a page, or a JSON object a verdict. Default: ${DEFAULT-VALUE}.")
  private PageFormat format = PageFormat.TABLE;

  @Option(
      names = "--truth",
      description = "Show what the lab says is true too, and how roles were confused.")
  private boolean truth;

  @Override
  public Integer call() throws IOException {
    DemoSettings settings = new DemoSettings(scale, seed);
    Timeline timeline = Timeline.ofThisProcess();
    try (OnExit exit = new OnExit()) {
      Progress progress =
          exit.add("progress", Progress.on(System.err, Boolean.getBoolean("unmask.terminal")));
      DemoResult result = new Demo(settings, progress, timeline, exit).run();
      progress.close();
      print(result);
      return result.grade().agrees() ? ExitCode.OK : ExitCode.SOFTWARE;
    }
  }

  private void print(DemoResult result) {
    PrintWriter out = spec.commandLine().getOut();
    if (format == PageFormat.JSON) {
      result.verdicts().forEach(verdict -> out.println(VerdictJson.brief(verdict)));
      if (truth) {
        out.println(TruthJson.line(result.truth(), result.grade()));
      }
      result
          .grade()
          .disagreements()
          .forEach(one -> spec.commandLine().getErr().println("unmask: " + one));
    } else {
      DemoPage.of(result, truth).forEach(out::println);
    }
  }
}
