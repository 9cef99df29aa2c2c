package dev.unmask.app.command;

import dev.unmask.app.probe.OneOffProbes;
import dev.unmask.app.probe.Target;
import dev.unmask.app.run.OnExit;
import dev.unmask.app.view.RecordJson;
import dev.unmask.avro.Observation;
import dev.unmask.enrich.EnrichSettings;
import dev.unmask.schemas.owner.OwnerCatalogue;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Probes named hosts once. */
@Command(
    name = "probe",
    description = "Probe hosts once: an observation as JSON per line, in the order given.",
    footerHeading = Examples.HEADING,
    footer = {
      "  unmask probe 192.0.2.7 --contact mailto:you@example.org --server-name www.update.microsoft.com",
      "  unmask probe www.example.org:443 '[2001:db8::7]:8443' --contact https://example.org/scanning | jq .tls"
    })
final class ProbeCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(
      arity = "1..*",
      paramLabel = "HOST[:PORT]",
      description = "Address or name; without a port, 443. Naming a host is its scope.")
  private List<String> hosts = List.of();

  @Option(
      names = "--server-name",
      paramLabel = "NAME",
      description =
          "Name to ask for by SNI and Host. Default: the name given as HOST, if it is one.")
  private @Nullable String serverName;

  @ArgGroup(validate = false, heading = Examples.PROBING, order = 20)
  private ProbingOptions probing = new ProbingOptions();

  @ArgGroup(validate = false, heading = Examples.WORK, order = 25)
  private EnrichOptions enrich = new EnrichOptions();

  @ArgGroup(validate = false, heading = Examples.OWNERS, order = 30)
  private OwnerOptions owners = new OwnerOptions();

  @Override
  public Integer call() throws IOException {
    OwnerCatalogue catalogue = owners.catalogue();
    EnrichSettings settings = enrich.settings(probing.settings(catalogue));
    List<Target> targets = hosts.stream().map(Target::parse).toList();
    try (OnExit exit = new OnExit()) {
      OneOffProbes probes = exit.add("probes", new OneOffProbes(settings, catalogue));
      List<CompletableFuture<Observation>> observations = new ArrayList<>();
      for (Target target : targets) {
        observations.add(
            probes.probe(
                target.endpoint(), Optional.ofNullable(serverName).or(target::serverName)));
      }
      observations.forEach(one -> spec.commandLine().getOut().println(RecordJson.line(one.join())));
      return 0;
    }
  }
}
