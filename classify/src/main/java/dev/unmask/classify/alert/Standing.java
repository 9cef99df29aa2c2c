package dev.unmask.classify.alert;

import dev.unmask.avro.Severity;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * How a case stands: its verdicts together, less what people have decided does not count.
 *
 * @param hosts that count
 * @param setAside hosts that do not count because somebody decided so
 * @param fingerprints that count
 * @param permille confidence of the surest verdict, 0 to 1,000
 * @param networks of the fingerprint that is in most
 * @param countries of the fingerprint that is in most
 * @param largest fingerprints with the most hosts, at most 10
 * @param acknowledged all that counts is acknowledged, certificate by certificate
 */
public record Standing(
    long hosts,
    long setAside,
    long fingerprints,
    Severity severity,
    int permille,
    long networks,
    long countries,
    Optional<Instant> firstSeen,
    Optional<Instant> lastSeen,
    List<String> largest,
    boolean acknowledged) {

  public Standing {
    largest = List.copyOf(largest);
  }
}
