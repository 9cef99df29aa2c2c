package dev.unmask.enrich.policy;

import java.util.Comparator;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What a change of scope adds to the hosts that may be probed.
 *
 * @param hosts how many endpoints
 * @param byOwner the same by the owner whom their certificates name
 * @param byNetwork the same by autonomous system
 */
public record ScopeChange(long hosts, Map<String, Long> byOwner, Map<String, Long> byNetwork) {
  /** It adds nobody. */
  public static final ScopeChange NONE = new ScopeChange(0, Map.of(), Map.of());

  private static final int SHOWN = 5;

  public ScopeChange {
    byOwner = Map.copyOf(byOwner);
    byNetwork = Map.copyOf(byNetwork);
  }

  /** For people: how many, and the largest owners and networks among them. */
  public String inWords() {
    if (hosts == 0) {
      return "it adds no host to those that may be probed";
    }
    return "it adds %,d hosts%s to those that may be probed (by owner: %s; by network: %s)"
        .formatted(
            hosts,
            hosts == ScopePreview.MOST ? " or more" : "",
            largest(byOwner),
            largest(byNetwork));
  }

  private static String largest(Map<String, Long> counts) {
    var shown =
        counts.entrySet().stream()
            .sorted(
                Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
                    .thenComparing(Map.Entry.comparingByKey()))
            .limit(SHOWN)
            .map(entry -> "%s %,d".formatted(entry.getKey(), entry.getValue()))
            .collect(Collectors.joining(", "));
    var others = counts.size() - SHOWN;
    return shown + (others > 0 ? " and %,d others".formatted(others) : "");
  }
}
