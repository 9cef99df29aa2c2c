package dev.unmask.app.command;

import dev.unmask.app.run.ClassifyStage;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Runs classify until interrupted. */
@Command(
    name = "classify",
    description = "Turn observations into verdicts, exactly once.",
    footerHeading = Examples.HEADING,
    footer = {
      "  unmask classify --state-dir /var/lib/unmask",
      "  unmask classify --owners owners.json --metrics-port 9100",
      "  unmask classify --epoch 2 --ruleset ruleset.json --state-dir /var/lib/unmask",
      "  unmask classify --alert-format ocsf --alerts-per-hour 5"
    })
final class ClassifyCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @ArgGroup(validate = false, heading = Examples.WORK, order = 10)
  private ClassifyOptions classify = new ClassifyOptions();

  @ArgGroup(validate = false, heading = "%nRules:%n", order = 20)
  private RulesetOptions rules = new RulesetOptions();

  @ArgGroup(validate = false, heading = Examples.OWNERS, order = 30)
  private OwnerOptions owners = new OwnerOptions();

  @ArgGroup(validate = false, heading = Examples.ALERTS, order = 35)
  private AlertOptions alerts = new AlertOptions();

  @ArgGroup(validate = false, heading = Examples.CONNECTION, order = 40)
  private ConnectionOptions connection = new ConnectionOptions();

  @ArgGroup(validate = false, heading = Examples.MONITORING, order = 50)
  private MonitoringOptions monitoring = new MonitoringOptions();

  @Override
  public Integer call() throws IOException {
    StageRun run = new StageRun(monitoring, spec.commandLine().getErr());
    run.of(
        new ClassifyStage(
            classify.settings(),
            classify.epoch(),
            connection.connection(),
            owners.catalogue(),
            rules.ruleset(),
            Optional.of(alerts.policy()),
            run.metrics()));
    return 0;
  }
}
