package dev.unmask.enrich;

import dev.unmask.enrich.policy.Blocklist;
import dev.unmask.enrich.policy.Rates;
import dev.unmask.enrich.policy.SampleSizes;
import dev.unmask.enrich.policy.Scope;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What may be probed, how often and how deeply. Nothing is, until there are a contact and a scope.
 *
 * @param contact where the owner of a probed host can turn to, an e-mail address or a URL ({@code
 *     --contact}); part of the User-Agent
 * @param scope what may be probed ({@code --scope}, {@code --scope-file})
 * @param mostAdded hosts that a change of scope may add without more ado, 0 or more ({@code
 *     --confirm-scope})
 * @param blocklist what must not be, whatever the scope says ({@code --blocklist})
 * @param allowLocal whether private and loopback addresses may be probed ({@code --allow-local})
 * @param trustRoots files of further trust anchors, PEM ({@code --trust-roots})
 * @param widelyShared from how many hosts on a certificate that names nobody watched is looked at,
 *     2 or more ({@code --widely-shared})
 * @param moderation how often and how deeply
 */
public record ProbingSettings(
    Optional<String> contact,
    Scope scope,
    long mostAdded,
    Blocklist blocklist,
    boolean allowLocal,
    List<Path> trustRoots,
    int widelyShared,
    Moderation moderation) {

  /** It becomes part of a header, so no controls; and somebody must be able to write to it. */
  private static final Pattern CONTACT =
      Pattern.compile("https?://[!-~]{1,200}|(mailto:)?[!-~]{1,100}@[!-~]{1,100}");

  public ProbingSettings {
    contact.ifPresent(ProbingSettings::checkContact);
    check(mostAdded >= 0, "--confirm-scope is %,d; give a number of hosts", mostAdded);
    check(widelyShared >= 2, "--widely-shared is %,d; give a number from 2 on", widelyShared);
    trustRoots = List.copyOf(trustRoots);
  }

  /**
   * Probes nothing. Once there are a contact and a scope, by {@link Moderation#defaults}; a scope
   * may add 1,000 hosts.
   */
  public static ProbingSettings off() {
    return new ProbingSettings(
        Optional.empty(),
        Scope.none(),
        1_000,
        Blocklist.none(),
        false,
        List.of(),
        20,
        Moderation.defaults());
  }

  /** These settings with a contact and a scope: probing is on. */
  public ProbingSettings on(String whom, Scope what) {
    return new ProbingSettings(
        Optional.of(whom),
        what,
        mostAdded,
        blocklist,
        allowLocal,
        trustRoots,
        widelyShared,
        moderation);
  }

  /** These settings for hosts on this machine, with these trust anchors. */
  public ProbingSettings local(List<Path> roots) {
    return new ProbingSettings(
        contact, scope, mostAdded, blocklist, true, roots, widelyShared, moderation);
  }

  /** These settings with another blocklist. */
  public ProbingSettings with(Blocklist other) {
    return new ProbingSettings(
        contact, scope, mostAdded, other, allowLocal, trustRoots, widelyShared, moderation);
  }

  /** These settings, more or less moderate. */
  public ProbingSettings with(Moderation other) {
    return new ProbingSettings(
        contact, scope, mostAdded, blocklist, allowLocal, trustRoots, widelyShared, other);
  }

  /** These settings with other rates. */
  public ProbingSettings with(Rates other) {
    return with(new Moderation(other, moderation.samples(), moderation.reprobeAfter()));
  }

  /** These settings with other samples. */
  public ProbingSettings with(SampleSizes other) {
    return with(new Moderation(moderation.rates(), other, moderation.reprobeAfter()));
  }

  /** These settings with another number of hosts that a change of scope may add. */
  public ProbingSettings withMostAdded(long hosts) {
    return new ProbingSettings(
        contact, scope, hosts, blocklist, allowLocal, trustRoots, widelyShared, moderation);
  }

  /** Whether anything may be probed at all. */
  public boolean probes() {
    return contact.isPresent() && !scope.opensNothing();
  }

  private static void checkContact(String contact) {
    if (!CONTACT.matcher(contact).matches()) {
      throw new IllegalArgumentException(
          "--contact is '%s'; give an e-mail address or a URL, so that the owner of a probed host can reach you"
              .formatted(contact));
    }
  }

  private static void check(boolean holds, String complaint, Object value) {
    if (!holds) {
      throw new IllegalArgumentException(complaint.formatted(value));
    }
  }
}
