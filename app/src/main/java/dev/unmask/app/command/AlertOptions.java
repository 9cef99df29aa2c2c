package dev.unmask.app.command;

import dev.unmask.avro.VerdictKind;
import dev.unmask.classify.alert.AlertFormat;
import dev.unmask.classify.alert.AlertPolicy;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which cases make alerts, how many, and in which vocabulary. */
final class AlertOptions {
  @Option(
      names = "--alert-format",
      paramLabel = "FORMAT",
      description = "${COMPLETION-CANDIDATES}. Default: ecs.")
  private @Nullable AlertFormat format;

  @Option(
      names = "--alert-kinds",
      paramLabel = "KIND",
      split = ",",
      description =
          "Verdicts that make alerts. Default: KEY_COMPROMISE, IMPERSONATION, VPN_CAMOUFLAGE,"
              + " TLS_RELAY.")
  private @Nullable Set<VerdictKind> kinds;

  @Option(
      names = "--alert-owners",
      paramLabel = "ID",
      split = ",",
      description = "Only certificates that name these owners. Default: all.")
  private @Nullable Set<String> owners;

  @Option(
      names = "--alert-hosts",
      paramLabel = "N",
      description = "Hosts that a case must have; a CRITICAL one needs one. Default: 2.")
  private @Nullable Long hosts;

  @Option(
      names = "--alerts-per-hour",
      paramLabel = "N",
      description =
          "New alerts an hour, of which a day's worth can be saved up; what exceeds them becomes one"
              + " summary. Default: 1.")
  private @Nullable Integer perHour;

  @Option(
      names = "--alert-after",
      paramLabel = "DURATION",
      description = "How long a case must stand before it makes an alert. Default: PT1M.")
  private @Nullable Duration after;

  /**
   * The policy that the options describe.
   *
   * @throws IllegalArgumentException if one is wrong
   */
  AlertPolicy policy() {
    AlertPolicy defaults = AlertPolicy.defaults();
    return new AlertPolicy(
        defaults.live(),
        Given.or(format, defaults.format()),
        Given.or(kinds, defaults.kinds()),
        Given.or(owners, defaults.owners()),
        Given.or(hosts, defaults.hosts()),
        Given.or(perHour, defaults.perHour()),
        Given.or(after, defaults.after()));
  }
}
