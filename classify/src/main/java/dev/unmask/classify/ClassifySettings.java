package dev.unmask.classify;

import dev.unmask.classify.topology.latest.Expiry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Settings of the stage classify. Immutable; a value out of range is an {@link
 * IllegalArgumentException} that names the flag.
 *
 * @param applicationId name of this installation's consumer group, state and internal topics; empty
 *     for {@code <prefix>.classify}. Another one begins anew, beside the old one
 * @param stateDirectory where state is kept between restarts; it is restored from Kafka where it is
 *     missing, so it may be lost, and several processes must not share it
 * @param threads threads that process, 1 to 64; at most one a partition has something to do
 * @param quietAfter how long a fingerprint must be unchanged for its last verdict to be issued, 100
 *     ms to 1 h
 * @param commitInterval how often what was done is committed, and seen by others; 50 ms to 10 s
 * @param sessionTimeout how long the group waits for a process that died, 6 s to 5 min
 * @param standbyReplicas copies of the state that other processes keep, 0 to 5
 * @param deadLettersPerMinute the stage stops when more records than these cannot be read, 0 or
 *     more
 * @param cacheBytes memory for the state of all threads and partitions beside the heap's own
 *     bounds, 16 MiB or more: a quarter for fingerprints that change often, the rest for RocksDB,
 *     outside the heap
 * @param expiry when what was seen of an endpoint no longer counts; empty for never
 */
public record ClassifySettings(
    Optional<String> applicationId,
    Path stateDirectory,
    int threads,
    Duration quietAfter,
    Duration commitInterval,
    Duration sessionTimeout,
    int standbyReplicas,
    int deadLettersPerMinute,
    long cacheBytes,
    Optional<Expiry> expiry) {

  private static final Pattern LEGAL = Pattern.compile("[a-zA-Z0-9._-]{1,150}");

  public ClassifySettings {
    applicationId.ifPresent(
        id ->
            require(
                LEGAL.matcher(id).matches(),
                "--application-id",
                id,
                "1 to 150 letters, digits, dots, underscores or hyphens"));
    require(threads >= 1 && threads <= 64, "--threads", threads, "1 to 64");
    between("--quiet-after", quietAfter, Duration.ofMillis(100), Duration.ofHours(1));
    between("--commit-interval", commitInterval, Duration.ofMillis(50), Duration.ofSeconds(10));
    between("--session-timeout", sessionTimeout, Duration.ofSeconds(6), Duration.ofMinutes(5));
    require(standbyReplicas >= 0 && standbyReplicas <= 5, "--standbys", standbyReplicas, "0 to 5");
    require(
        deadLettersPerMinute >= 0, "--dead-letters-per-minute", deadLettersPerMinute, "0 or more");
    require(cacheBytes >= 16 << 20, "--cache-bytes", cacheBytes, "16777216 (16 MiB) or more");
  }

  /** What holds unless something else is said. */
  public static ClassifySettings defaults() {
    return new ClassifySettings(
        Optional.empty(),
        Path.of(System.getProperty("user.home"), ".unmask", "classify"),
        1,
        Duration.ofSeconds(10),
        Duration.ofSeconds(1),
        Duration.ofSeconds(10),
        0,
        600,
        128L << 20,
        Optional.empty());
  }

  private static void between(String flag, Duration value, Duration least, Duration most) {
    require(
        value.compareTo(least) >= 0 && value.compareTo(most) <= 0,
        flag,
        value,
        least + " to " + most);
  }

  private static void require(boolean good, String flag, Object value, String expected) {
    if (!good) {
      throw new IllegalArgumentException(flag + " " + value + ": expected " + expected);
    }
  }
}
