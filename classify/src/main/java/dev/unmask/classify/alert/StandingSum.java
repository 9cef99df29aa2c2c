package dev.unmask.classify.alert;

import dev.unmask.avro.Disposition;
import dev.unmask.avro.DispositionKind;
import dev.unmask.avro.Severity;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** Adds up what is filed under a case. Not thread-safe; one sum makes one standing. */
final class StandingSum {

  private static final int MOST_NAMED = 10;

  private record Named(String fingerprint, long hosts) {}

  private final Rulings rulings;
  private final TreeSet<Named> largest =
      new TreeSet<>(
          Comparator.comparingLong(Named::hosts).reversed().thenComparing(Named::fingerprint));
  private long filings;
  private long hosts;
  private long setAside;
  private long fingerprints;
  private long acknowledged;
  private Severity severity = Severity.INFORMATIONAL;
  private int permille;
  private long networks;
  private long countries;
  private Optional<Instant> firstSeen = Optional.empty();
  private Optional<Instant> lastSeen = Optional.empty();

  StandingSum(Rulings rulings) {
    this.rulings = rulings;
  }

  void add(Filing filing) {
    filings++;
    Optional<DispositionKind> ruling = rulings.ofCertificate(filing).map(Disposition::getKind);
    boolean known = ruling.filter(kind -> kind == DispositionKind.ACKNOWLEDGED).isPresent();
    long aside = ruling.isPresent() && !known ? filing.hosts() : rulings.hostsSetAside(filing);
    setAside += aside;
    if (filing.hosts() > aside) {
      count(filing, filing.hosts() - aside);
      acknowledged += known ? 1 : 0;
    }
  }

  private void count(Filing filing, long counted) {
    hosts += counted;
    fingerprints++;
    if (filing.severity().compareTo(severity) > 0) {
      severity = filing.severity();
    }
    permille = Math.max(permille, filing.permille());
    networks = Math.max(networks, filing.networks());
    countries = Math.max(countries, filing.countries());
    filing
        .firstSeen()
        .filter(time -> !firstSeen.filter(time::isAfter).isPresent())
        .ifPresent(time -> firstSeen = Optional.of(time));
    filing
        .lastSeen()
        .filter(time -> !lastSeen.filter(time::isBefore).isPresent())
        .ifPresent(time -> lastSeen = Optional.of(time));
    largest.add(new Named(filing.fingerprint(), counted));
    if (largest.size() > MOST_NAMED) {
      largest.pollLast();
    }
  }

  /** How many verdicts there are, whether they count or not. */
  long filings() {
    return filings;
  }

  Standing standing() {
    List<String> named = largest.stream().map(Named::fingerprint).toList();
    return new Standing(
        hosts,
        setAside,
        fingerprints,
        severity,
        permille,
        networks,
        countries,
        firstSeen,
        lastSeen,
        named,
        fingerprints > 0 && acknowledged == fingerprints);
  }
}
