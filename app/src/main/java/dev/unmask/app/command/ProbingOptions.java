package dev.unmask.app.command;

import dev.unmask.enrich.ProbingSettings;
import dev.unmask.enrich.policy.Blocklist;
import dev.unmask.enrich.policy.Rates;
import dev.unmask.enrich.policy.Scope;
import dev.unmask.schemas.owner.OwnerCatalogue;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What may be probed, and how often. */
final class ProbingOptions {
  @Option(
      names = "--contact",
      paramLabel = "WHOM",
      description = "E-mail address or URL where the owner of a probed host can turn to.")
  private @Nullable String contact;

  @Option(
      names = "--scope",
      paramLabel = "ENTRY",
      split = ",",
      description =
          "What may be probed: everything, owner:ID, fingerprint:HEX, network:CIDR, asn:N; port:N narrows it. Repeatable.")
  private List<String> scope = List.of();

  @Option(
      names = "--scope-file",
      paramLabel = "FILE",
      split = ",",
      description = "The same from a file, an entry a line.")
  private List<Path> scopeFiles = List.of();

  @Option(
      names = "--blocklist",
      paramLabel = "FILE",
      split = ",",
      description =
          "What is never probed, and who has opted out: an address, CIDR block or range a line. Read again when it changes; while it cannot be used, nothing is probed. Special-purpose ranges are blocked besides.")
  private List<Path> blocklists = List.of();

  @Option(
      names = "--allow-local",
      description = "Private and loopback addresses may be probed too.")
  private boolean allowLocal;

  @Option(
      names = "--trust-roots",
      paramLabel = "FILE",
      split = ",",
      description = "Trust anchors beside the public ones, PEM.")
  private List<Path> trustRoots = List.of();

  @Option(
      names = "--widely-shared",
      paramLabel = "N",
      description =
          "From how many hosts on a certificate that names nobody watched is looked at. Default: 20.")
  private @Nullable Integer widelyShared;

  @Option(
      names = "--rate",
      paramLabel = "N",
      description = "Connections a second, over all hosts. Default: 1,000.")
  private @Nullable Integer rate;

  @Option(
      names = "--subnet-rate",
      paramLabel = "N",
      description = "Connections a second into one /24 or /48. Default: 20.")
  private @Nullable Integer subnetRate;

  @Option(
      names = "--asn-rate",
      paramLabel = "N",
      description = "Connections a second into one autonomous system. Default: 200.")
  private @Nullable Integer systemRate;

  @Option(
      names = "--address-rate",
      paramLabel = "N",
      description = "Connections a second to one address. Default: 5.")
  private @Nullable Integer addressRate;

  /**
   * The settings that the options describe.
   *
   * @throws IllegalArgumentException if one is wrong
   * @throws IOException if a file cannot be read
   */
  ProbingSettings settings(OwnerCatalogue owners) throws IOException {
    ProbingSettings off = ProbingSettings.off();
    Scope allowed = Scope.read(scope, scopeFiles);
    allowed.requireKnownOwners(owners);
    return new ProbingSettings(
            Optional.ofNullable(contact),
            allowed,
            off.mostAdded(),
            Blocklist.read(blocklists),
            allowLocal,
            trustRoots,
            Given.or(widelyShared, off.widelyShared()),
            off.moderation())
        .with(rates(off.moderation().rates()));
  }

  private Rates rates(Rates otherwise) {
    return new Rates(
        Given.or(rate, otherwise.all()),
        Given.or(systemRate, otherwise.system()),
        Given.or(subnetRate, otherwise.subnet()),
        Given.or(addressRate, otherwise.address()));
  }
}
