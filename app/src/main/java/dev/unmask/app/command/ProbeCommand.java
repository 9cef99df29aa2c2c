package dev.unmask.app.command;

import dev.unmask.app.probe.OneOffProbes;
import dev.unmask.app.probe.ProbeRun;
import dev.unmask.app.probe.ProbedHost;
import dev.unmask.app.probe.Target;
import dev.unmask.app.probe.TargetLines;
import dev.unmask.app.run.OnExit;
import dev.unmask.app.view.Escape;
import dev.unmask.app.view.ProbedHostJson;
import dev.unmask.app.view.ProbedHostTable;
import dev.unmask.app.view.Rows;
import dev.unmask.enrich.EnrichSettings;
import dev.unmask.enrich.probe.visit.Tier;
import dev.unmask.schemas.owner.OwnerCatalogue;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Probes named hosts once. */
@Command(
    name = "probe",
    description = {
      "Probe hosts once: an observation as JSON per line, as each host ends; a table on a terminal.",
      "The JSON has findings, by the code of evidence: yes, no, or not tested and why."
    },
    footerHeading = Examples.HEADING,
    footer = {
      "  unmask probe 192.0.2.7 --contact mailto:you@example.org --sni www.update.microsoft.com",
      "  unmask probe 192.0.2.7 192.0.2.8 --twin www.example.org --tier 3 --contact mailto:you@example.org",
      "  unmask probe --input hosts.txt --contact https://example.org/scanning | jq .findings.LIVENESS",
      "  zmap -p 443 192.0.2.0/24 | unmask probe - --tier 1 --rate 200 --contact mailto:you@example.org"
    })
final class ProbeCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(
      arity = "0..*",
      paramLabel = "HOST[:PORT][,NAME]",
      description =
          "Address or name; without a port, 443; with the name to ask it for. - reads such lines from stdin. Naming a host is its scope.")
  private List<String> hosts = List.of();

  @Option(
      names = "--input",
      paramLabel = "FILE",
      description = "Hosts from a file, one a line; # begins a comment. Repeatable.")
  private List<Path> inputs = List.of();

  @Option(
      names = "--twin",
      paramLabel = "HOST[:PORT]",
      description =
          "A host that is known to be the owner's own: probed first, and compared with. Repeatable.")
  private List<String> twins = List.of();

  @Option(
      names = "--sni",
      paramLabel = "NAME",
      description =
          "Name to ask every host for by SNI and Host. Default: the name given with or as HOST.")
  private @Nullable String serverName;

  @Option(
      names = "--tier",
      paramLabel = "1..4",
      defaultValue = "2",
      description =
          "How much is asked: 1 one handshake; 2 application data, liveness, 1194; 3 other names, resumption, first bytes, half-close, OpenVPN on the TLS port; 4 round trips and long holds. Default: 2.")
  private int tier = 2;

  @Option(names = "--jsonl", description = "JSON even where there is a terminal.")
  private boolean jsonl;

  @ArgGroup(validate = false, heading = Examples.PROBING, order = 20)
  private ProbingOptions probing = new ProbingOptions();

  @ArgGroup(validate = false, heading = Examples.WORK, order = 25)
  private EnrichOptions enrich = new EnrichOptions();

  @ArgGroup(validate = false, heading = Examples.OWNERS, order = 30)
  private OwnerOptions owners = new OwnerOptions();

  private boolean failed;

  @Override
  public Integer call() throws IOException, InterruptedException {
    if (hosts.isEmpty() && inputs.isEmpty()) {
      throw new ParameterException(
          spec.commandLine(), "no host: give HOST, - for stdin, or --input FILE");
    }
    Tier asked = tier();
    List<Target> known = twins.stream().map(Target::parse).toList();
    List<Target> named =
        hosts.stream().filter(host -> !host.equals("-")).map(Target::parse).toList();
    OwnerCatalogue catalogue = owners.catalogue();
    EnrichSettings settings = enrich.settings(probing.settings(catalogue));
    try (OnExit exit = new OnExit()) {
      OneOffProbes probes = exit.add("probes", new OneOffProbes(settings, catalogue));
      ProbeRun run =
          exit.add(
              "results",
              new ProbeRun(
                  probes,
                  Optional.ofNullable(serverName),
                  asked,
                  settings.queue().inFlight(),
                  printer()));
      known.forEach(target -> begin(run, target, true));
      run.await();
      named.forEach(target -> begin(run, target, false));
      readAll(run);
      run.await();
    }
    return failed ? 1 : 0;
  }

  private Tier tier() {
    return Arrays.stream(Tier.values())
        .filter(each -> each.number() == tier)
        .findFirst()
        .orElseThrow(
            () ->
                new ParameterException(
                    spec.commandLine(), "--tier: '" + tier + "'; give 1, 2, 3 or 4"));
  }

  private void readAll(ProbeRun run) throws IOException {
    for (Path input : inputs) {
      try (TargetLines lines = new TargetLines(input.toString(), Files.newInputStream(input))) {
        read(run, lines);
      }
    }
    if (hosts.contains("-")) {
      read(run, new TargetLines("stdin", System.in));
    }
  }

  /** A bad line is told, and the rest goes on. */
  private void read(ProbeRun run, TargetLines lines) throws IOException {
    boolean more = true;
    while (more) {
      try {
        Optional<Target> next = lines.next();
        next.ifPresent(target -> begin(run, target, false));
        more = next.isPresent();
      } catch (IllegalArgumentException malformed) {
        complain(String.valueOf(malformed.getMessage()));
      }
    }
  }

  private void begin(ProbeRun run, Target target, boolean twin) {
    try {
      run.probe(target, twin);
    } catch (UnknownHostException unknown) {
      complain("'" + target.host() + "' cannot be resolved");
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", stopped);
    }
  }

  private void complain(String problem) {
    failed = true;
    spec.commandLine().getErr().println("unmask: " + Escape.terminal(problem));
  }

  private Consumer<ProbedHost> printer() {
    PrintWriter out = spec.commandLine().getOut();
    Rows<ProbedHost> rows =
        jsonl || !Boolean.getBoolean("unmask.terminal.out")
            ? new ProbedHostJson()
            : new ProbedHostTable();
    rows.head().forEach(out::println);
    return host -> {
      out.println(rows.row(host));
      out.flush();
    };
  }
}
