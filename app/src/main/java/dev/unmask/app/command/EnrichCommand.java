package dev.unmask.app.command;

import dev.unmask.app.run.EnrichStage;
import dev.unmask.enrich.EnrichSettings;
import dev.unmask.enrich.policy.ScopeChange;
import dev.unmask.schemas.owner.OwnerCatalogue;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Runs enrich until interrupted. */
@Command(
    name = "enrich",
    description =
        "Gather evidence about the hosts of the banners: probes where allowed, else what the banner says.",
    footerHeading = Examples.HEADING,
    footer = {
      "  unmask enrich                                            passive: probes nothing",
      "  unmask enrich --contact mailto:you@example.org --scope owner:microsoft --blocklist blocklist.txt",
      "  unmask enrich --preview --scope owner:microsoft          how many hosts that would be"
    })
final class EnrichCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--preview",
      description =
          "Only say how many hosts the scope adds to those that may be probed, by owner and network, from the newest observations; probe nothing.")
  private boolean preview;

  @ArgGroup(validate = false, heading = Examples.WORK, order = 25)
  private EnrichOptions enrich = new EnrichOptions();

  @ArgGroup(validate = false, heading = Examples.PROBING, order = 20)
  private ProbingOptions probing = new ProbingOptions();

  @ArgGroup(validate = false, heading = Examples.SAMPLING, order = 22)
  private SamplingOptions sampling = new SamplingOptions();

  @ArgGroup(validate = false, heading = Examples.OWNERS, order = 30)
  private OwnerOptions owners = new OwnerOptions();

  @ArgGroup(validate = false, heading = Examples.CONNECTION, order = 40)
  private ConnectionOptions connection = new ConnectionOptions();

  @ArgGroup(validate = false, heading = Examples.MONITORING, order = 50)
  private MonitoringOptions monitoring = new MonitoringOptions();

  @Override
  public Integer call() throws IOException {
    OwnerCatalogue catalogue = owners.catalogue();
    EnrichSettings settings = enrich.settings(sampling.on(probing.settings(catalogue)));
    if (preview) {
      return say(EnrichStage.preview(settings, connection.impatient(), catalogue));
    }
    StageRun run = new StageRun(monitoring, spec.commandLine().getErr());
    run.of(new EnrichStage(settings, connection.connection(), catalogue, run.metrics()));
    return 0;
  }

  private int say(ScopeChange change) {
    PrintWriter out = spec.commandLine().getOut();
    out.println("This scope: " + change.inWords() + ".");
    out.flush();
    return 0;
  }
}
