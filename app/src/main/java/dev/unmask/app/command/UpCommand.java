package dev.unmask.app.command;

import dev.unmask.app.local.LocalClassification;
import dev.unmask.app.local.LocalCluster;
import dev.unmask.app.run.ClassifyStage;
import dev.unmask.app.run.EnrichStage;
import dev.unmask.app.run.OnExit;
import dev.unmask.app.run.Pipeline;
import dev.unmask.app.run.TemporaryDirectory;
import dev.unmask.app.serve.Metrics;
import dev.unmask.classify.ClassifySettings;
import dev.unmask.classify.epoch.Epoch;
import dev.unmask.enrich.EnrichSettings;
import dev.unmask.schemas.connection.KafkaConnection;
import dev.unmask.schemas.owner.OwnerCatalogue;
import dev.unmask.schemas.topic.Topics;
import dev.unmask.stack.LocalStackSettings;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Runs everything but ingest on this machine, until interrupted. */
@Command(
    name = "up",
    description =
        "Start a broker, a registry, enrich and classify on this machine, until interrupted.",
    footerHeading = Examples.HEADING,
    footer = {
      "  unmask up",
      "  unmask up --data-dir data          keeps topics and schemas for the next time",
      "  unmask up --contact mailto:you@example.org --scope owner:microsoft"
    })
final class UpCommand implements Callable<Integer> {
  private static final int PARTITIONS = 4;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--data-dir",
      paramLabel = "DIR",
      description = "Keep all data here. Without it they are gone at the end.")
  private @Nullable Path dataDirectory;

  @Option(
      names = "--broker-port",
      paramLabel = "PORT",
      defaultValue = "" + ConnectionOptions.BROKER_PORT,
      description =
          "Port of the broker on 127.0.0.1; 0 takes a free one. Default: ${DEFAULT-VALUE}.")
  private int brokerPort;

  @Option(
      names = "--registry-port",
      paramLabel = "PORT",
      defaultValue = "" + ConnectionOptions.REGISTRY_PORT,
      description =
          "Port of the registry on 127.0.0.1; 0 takes a free one. Default: ${DEFAULT-VALUE}.")
  private int registryPort;

  @Option(
      names = "--prefix",
      paramLabel = "NAME",
      defaultValue = Topics.DEFAULT_PREFIX,
      description = "What the names of all topics start with. Default: ${DEFAULT-VALUE}.")
  private String prefix = "";

  @ArgGroup(validate = false, heading = Examples.PROBING, order = 20)
  private ProbingOptions probing = new ProbingOptions();

  @ArgGroup(validate = false, heading = Examples.SAMPLING, order = 22)
  private SamplingOptions sampling = new SamplingOptions();

  @ArgGroup(validate = false, heading = Examples.WORK, order = 25)
  private EnrichOptions enrich = new EnrichOptions();

  @ArgGroup(validate = false, heading = "%nRules:%n", order = 27)
  private RulesetOptions rules = new RulesetOptions();

  @ArgGroup(validate = false, heading = Examples.OWNERS, order = 30)
  private OwnerOptions owners = new OwnerOptions();

  @ArgGroup(validate = false, heading = Examples.ALERTS, order = 35)
  private AlertOptions alerts = new AlertOptions();

  @ArgGroup(validate = false, heading = Examples.MONITORING, order = 50)
  private MonitoringOptions monitoring = new MonitoringOptions();

  @Override
  public Integer call() throws IOException {
    LocalStackSettings stack =
        new LocalStackSettings(Optional.ofNullable(dataDirectory), brokerPort, registryPort);
    OwnerCatalogue catalogue = owners.catalogue();
    EnrichSettings enriching = enrich.settings(sampling.on(probing.settings(catalogue)));
    Topics topics = new Topics(prefix);
    PrometheusMeterRegistry metrics = Metrics.ofThisProcess();
    PrintWriter err = spec.commandLine().getErr();
    try (OnExit exit = new OnExit()) {
      Pipeline pipeline = new Pipeline();
      monitoring.serve(exit, metrics, pipeline, err);
      err.println("starting a broker and a registry ...");
      KafkaConnection connection =
          exit.add("broker and registry", LocalCluster.start(stack, topics, PARTITIONS))
              .connection();
      ClassifySettings classifying = LocalClassification.at(stateDirectory(exit));
      exit.add("stages", pipeline);
      pipeline.start(
          new ClassifyStage(
              classifying,
              Epoch.FIRST,
              connection,
              catalogue,
              rules.ruleset(),
              Optional.of(alerts.policy()),
              metrics));
      pipeline.start(new EnrichStage(enriching, connection, catalogue, metrics));
      tellHow(connection, enriching, spec.commandLine().getOut());
      pipeline.await();
      return 0;
    }
  }

  private Path stateDirectory(OnExit exit) {
    return dataDirectory == null
        ? exit.add("temporary files", TemporaryDirectory.make()).path()
        : dataDirectory.resolve("classify");
  }

  private void tellHow(KafkaConnection connection, EnrichSettings enriching, PrintWriter out) {
    out.println("broker    " + connection.bootstrapServers());
    out.println("registry  " + connection.registryUrl());
    out.println(
        "probing   "
            + (enriching.probing().contact().isPresent()
                ? "as the scope allows"
                : "off (give --contact and --scope)"));
    out.println("In another terminal:" + elsewhere(connection));
    for (String command : new String[] {"ingest FILE", "verdicts", "explain FINGERPRINT|IP"}) {
      out.println("  ./unmask " + command + flags(connection));
    }
  }

  private static String elsewhere(KafkaConnection connection) {
    return flags(connection).isEmpty() ? "" : " (it is not where commands look unless told)";
  }

  private static String flags(KafkaConnection connection) {
    String broker = "127.0.0.1:" + ConnectionOptions.BROKER_PORT;
    String registry = ":" + ConnectionOptions.REGISTRY_PORT + "/";
    return (connection.bootstrapServers().equals(broker)
            ? ""
            : " --bootstrap-server " + connection.bootstrapServers())
        + (connection.registryUrl().contains(registry)
            ? ""
            : " --registry " + connection.registryUrl())
        + (connection.topics().prefix().equals(Topics.DEFAULT_PREFIX)
            ? ""
            : " --prefix " + connection.topics().prefix());
  }
}
