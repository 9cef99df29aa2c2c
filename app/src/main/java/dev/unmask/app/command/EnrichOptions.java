package dev.unmask.app.command;

import dev.unmask.enrich.EnrichSettings;
import dev.unmask.enrich.Identity;
import dev.unmask.enrich.ProbingSettings;
import dev.unmask.enrich.probe.visit.ProbeTimings;
import dev.unmask.enrich.probe.visit.ProberSettings;
import dev.unmask.enrich.queue.QueueLimits;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How enrich works, but for what may be probed. */
final class EnrichOptions {
  @Option(
      names = "--in-flight",
      paramLabel = "N",
      description = "Hosts being probed at once. Default: 2,000.")
  private @Nullable Integer inFlight;

  @Option(
      names = "--connect-timeout",
      paramLabel = "DURATION",
      description = "Limit for a connect. Default: PT5S.")
  private @Nullable Duration connectTimeout;

  @Option(
      names = "--handshake-timeout",
      paramLabel = "DURATION",
      description = "Limit for a TLS handshake. Default: PT10S.")
  private @Nullable Duration handshakeTimeout;

  @Option(
      names = "--host-deadline",
      paramLabel = "DURATION",
      description = "Limit for all probes of one host, for example PT40S (the default).")
  private @Nullable Duration hostDeadline;

  @Option(
      names = "--queue-memory",
      paramLabel = "MIB",
      description = "Memory for banners fetched and unfinished, in MiB. Default: 128.")
  private @Nullable Integer queueMemory;

  @Option(
      names = "--drain-timeout",
      paramLabel = "DURATION",
      description =
          "How long a stop waits for what is in flight; the rest is handed back. Default: PT25S.")
  private @Nullable Duration drainTimeout;

  @Option(
      names = "--name",
      paramLabel = "NAME",
      description = "Name of this enricher in its observations. Default: the host's name.")
  private @Nullable String name;

  @Option(
      names = "--vantage",
      paramLabel = "TEXT",
      defaultValue = "",
      description = "From where it looks, in your words.")
  private String vantage = "";

  @Option(
      names = "--group",
      paramLabel = "NAME",
      description =
          "Consumer group; enrichers of one group share the work. Default: PREFIX.enrich.")
  private @Nullable String group;

  /**
   * The settings that the options describe.
   *
   * @throws IllegalArgumentException if one is wrong
   */
  EnrichSettings settings(ProbingSettings probing) {
    EnrichSettings defaults = EnrichSettings.defaults(identity());
    return new EnrichSettings(
        defaults.identity(),
        probing,
        prober(),
        queue(defaults.queue()),
        Given.or(drainTimeout, defaults.drainTimeout()),
        Optional.ofNullable(group));
  }

  private QueueLimits queue(QueueLimits defaults) {
    return QueueLimits.of(Given.or(inFlight, defaults.inFlight()))
        .withMemory(Given.or(queueMemory, defaults.memory()));
  }

  private ProberSettings prober() {
    ProberSettings defaults = ProberSettings.defaults();
    ProbeTimings times = defaults.timings();
    return defaults
        .with(
            given ->
                given.withConnecting(
                    Given.or(connectTimeout, times.connectTimeout()),
                    Given.or(handshakeTimeout, times.handshakeTimeout())))
        .withHostDeadline(Given.or(hostDeadline, times.hostDeadline()));
  }

  private Identity identity() {
    return new Identity(Given.or(name, hostName()), vantage, Version.number());
  }

  private static String hostName() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException nameless) {
      return "localhost";
    }
  }
}
