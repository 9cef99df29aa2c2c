package dev.unmask.classify.alert;

import dev.unmask.avro.Disposition;
import dev.unmask.avro.DispositionKind;
import dev.unmask.avro.Severity;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What people have decided, by key. Lives on the heap: there are as many as people have made, less
 * those that are over. Not thread-safe.
 */
final class Rulings {

  /** So many times the hosts that were known are materially worse. */
  private static final int MATERIALLY_MORE = 2;

  private final SortedMap<String, Disposition> byKey = new TreeMap<>();

  void put(String key, Disposition disposition) {
    byKey.put(key, disposition);
  }

  void remove(String key) {
    byKey.remove(key);
  }

  /** Keys of those that are over at a time. */
  List<String> over(Instant now) {
    return byKey.entrySet().stream()
        .filter(ruling -> isOver(ruling.getValue(), now))
        .map(Map.Entry::getKey)
        .toList();
  }

  static boolean isOver(Disposition disposition, Instant now) {
    return disposition.getUntil() != null && !disposition.getUntil().isAfter(now);
  }

  /** What holds of a case with that severity and so many hosts. */
  Optional<Disposition> ofCase(String caseId, Severity severity, long hosts) {
    return Optional.ofNullable(byKey.get(caseId)).filter(ruling -> holds(ruling, severity, hosts));
  }

  /** What holds of a certificate, by itself or by its key. */
  Optional<Disposition> ofCertificate(Filing filing) {
    return Stream.of(filing.fingerprint(), filing.spki())
        .flatMap(key -> Optional.ofNullable(byKey.get(key)).stream())
        .filter(ruling -> holds(ruling, filing.severity(), filing.hosts()))
        .findFirst();
  }

  /**
   * Hosts of a certificate in networks that do not count. To acknowledge a network sets nothing
   * aside: what is known of it says nothing of what will be.
   */
  long hostsSetAside(Filing filing) {
    return filing.byNetwork().entrySet().stream()
        .filter(
            network ->
                Optional.ofNullable(byKey.get(network.getKey()))
                    .filter(ruling -> ruling.getKind() != DispositionKind.ACKNOWLEDGED)
                    .isPresent())
        .mapToLong(Map.Entry::getValue)
        .sum();
  }

  /** What was acknowledged holds until it gets materially worse; the others as long as they do. */
  private static boolean holds(Disposition ruling, Severity severity, long hosts) {
    return ruling.getKind() != DispositionKind.ACKNOWLEDGED || !worse(ruling, severity, hosts);
  }

  private static boolean worse(Disposition ruling, Severity severity, long hosts) {
    boolean graver = ruling.getSeverity() != null && severity.compareTo(ruling.getSeverity()) > 0;
    boolean larger =
        ruling.getHosts() != null && hosts / MATERIALLY_MORE >= Math.max(1, ruling.getHosts());
    return graver || larger;
  }
}
