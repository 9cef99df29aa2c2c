package dev.unmask.enrich;

import dev.unmask.enrich.policy.Blocklist;
import dev.unmask.enrich.policy.Scope;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What may be probed, and how often. Nothing is, until there are a contact and a scope.
 *
 * @param contact where the owner of a probed host can turn to, an e-mail address or a URL ({@code
 *     --contact}); part of the User-Agent
 * @param scope what may be probed ({@code --scope}, {@code --scope-file})
 * @param blocklist what must not be, whatever the scope says ({@code --blocklist})
 * @param allowLocal whether private and loopback addresses may be probed ({@code --allow-local})
 * @param trustRoots files of further trust anchors, PEM ({@code --trust-roots})
 * @param widelyShared from how many hosts on a certificate that names nobody watched is looked at,
 *     2 or more ({@code --widely-shared})
 * @param rate connections a second at most, over all hosts, 1 to 100,000 ({@code --rate})
 * @param subnetRate connections a second at most into one /24 or /48, 1 to {@code rate} ({@code
 *     --subnet-rate})
 */
public record ProbingSettings(
    Optional<String> contact,
    Scope scope,
    Blocklist blocklist,
    boolean allowLocal,
    List<Path> trustRoots,
    int widelyShared,
    int rate,
    int subnetRate) {

  private static final int MOST_CONNECTIONS_A_SECOND = 100_000;

  /** It becomes part of a header, so no controls; and somebody must be able to write to it. */
  private static final Pattern CONTACT =
      Pattern.compile("https?://[!-~]{1,200}|(mailto:)?[!-~]{1,100}@[!-~]{1,100}");

  public ProbingSettings {
    contact.ifPresent(ProbingSettings::checkContact);
    check("--widely-shared", widelyShared, 2, Integer.MAX_VALUE);
    check("--rate", rate, 1, MOST_CONNECTIONS_A_SECOND);
    check("--subnet-rate", subnetRate, 1, rate);
    trustRoots = List.copyOf(trustRoots);
  }

  /**
   * Probes nothing. Once there are a contact and a scope: 1,000 connections a second, 20 of them
   * into one subnet.
   */
  public static ProbingSettings off() {
    return new ProbingSettings(
        Optional.empty(), Scope.none(), Blocklist.none(), false, List.of(), 20, 1_000, 20);
  }

  /** These settings with a contact and a scope: probing is on. */
  public ProbingSettings on(String whom, Scope what) {
    return new ProbingSettings(
        Optional.of(whom), what, blocklist, allowLocal, trustRoots, widelyShared, rate, subnetRate);
  }

  private static void checkContact(String contact) {
    if (!CONTACT.matcher(contact).matches()) {
      throw new IllegalArgumentException(
          "--contact is '%s'; give an e-mail address or a URL, so that the owner of a probed host can reach you"
              .formatted(contact));
    }
  }

  private static void check(String flag, int value, int least, int most) {
    if (value < least || value > most) {
      throw new IllegalArgumentException(
          "%s is %,d; give a number from %,d to %,d".formatted(flag, value, least, most));
    }
  }
}
