package dev.unmask.classify.alert;

import dev.unmask.avro.Severity;
import dev.unmask.avro.VerdictKind;
import java.time.Duration;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which cases make alerts, and how many. Immutable; a value out of range is an {@link
 * IllegalArgumentException} that names the flag.
 *
 * @param live whether alerts are written; else cases are kept as the live epoch has told of them,
 *     so that who is made the live one later alerts of what is new then, and of nothing else
 * @param format of what is written
 * @param kinds verdicts that make alerts; never INCONCLUSIVE, which claims nothing
 * @param owners ids of owners; empty: all, and certificates without one
 * @param hosts hosts that a case must have, 1 or more; a CRITICAL one needs one
 * @param perHour new alerts an hour, 1 to 1,000; of what is not used, a day's worth is kept
 * @param after how long a case must stand before it makes an alert, 0 s to 1 h: verdicts change
 *     while a cluster is being probed
 */
public record AlertPolicy(
    boolean live,
    AlertFormat format,
    Set<VerdictKind> kinds,
    Set<String> owners,
    long hosts,
    int perHour,
    Duration after) {

  private static final Duration LONGEST = Duration.ofHours(1);

  public AlertPolicy {
    kinds =
        Collections.unmodifiableSet(
            kinds.isEmpty() ? EnumSet.noneOf(VerdictKind.class) : EnumSet.copyOf(kinds));
    owners = Collections.unmodifiableSet(new TreeSet<>(owners));
    require(
        !kinds.contains(VerdictKind.INCONCLUSIVE), "--alert-kinds", kinds, "no INCONCLUSIVE ones");
    require(hosts >= 1, "--alert-hosts", hosts, "1 or more");
    require(perHour >= 1 && perHour <= 1_000, "--alerts-per-hour", perHour, "1 to 1000");
    require(
        !after.isNegative() && after.compareTo(LONGEST) <= 0,
        "--alert-after",
        after,
        "PT0S to " + LONGEST);
  }

  /** What holds unless something else is said: at most 48 new alerts and a summary in any day. */
  public static AlertPolicy defaults() {
    return new AlertPolicy(
        true,
        AlertFormat.ECS,
        EnumSet.of(
            VerdictKind.KEY_COMPROMISE,
            VerdictKind.IMPERSONATION,
            VerdictKind.VPN_CAMOUFLAGE,
            VerdictKind.TLS_RELAY),
        Set.of(),
        2,
        1,
        Duration.ofMinutes(1));
  }

  /** The same, writing nothing. */
  public AlertPolicy silent() {
    return new AlertPolicy(false, format, kinds, owners, hosts, perHour, after);
  }

  /** Whether such verdicts make alerts at all. */
  public boolean admits(VerdictKind kind, Optional<String> owner) {
    return kinds.contains(kind) && (owners.isEmpty() || owner.filter(owners::contains).isPresent());
  }

  /** Whether that is enough hosts. */
  boolean enough(Severity severity, long counted) {
    return counted >= (severity == Severity.CRITICAL ? 1 : hosts);
  }

  private static void require(boolean good, String flag, Object value, String expected) {
    if (!good) {
      throw new IllegalArgumentException(flag + " " + value + ": expected " + expected);
    }
  }
}
