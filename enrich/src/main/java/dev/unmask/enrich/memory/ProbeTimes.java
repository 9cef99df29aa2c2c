package dev.unmask.enrich.memory;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Optional;

/**
 * Endpoint to the second of its last probe, in 12 bytes a slot: an endpoint is 64 bits of its hash.
 * Two that share them by accident, one pair in ten million among a million, are one host here, and
 * the other is left alone for that while.
 *
 * <p>Bounded: what is put goes to the young half; when that is full, the old half is forgotten and
 * the young one becomes old. So at least half of the bound, the newest, is always known. Safe from
 * any thread.
 */
final class ProbeTimes {
  /** What 32 bits hold. */
  private static final long LATEST = 0xffff_ffffL;

  private final int mostYoung;
  private ProbeTimesHalf young = new ProbeTimesHalf();
  private ProbeTimesHalf old = new ProbeTimesHalf();

  /**
   * @param most so many endpoints are known at most, 2 or more
   */
  ProbeTimes(int most) {
    this.mostYoung = most / 2;
  }

  /** Keeps the later of this time and the one that is known; none from the year 2106 on. */
  synchronized void put(String endpoint, Instant at) {
    var hash = hash(endpoint);
    if (at.getEpochSecond() <= known(hash) || at.getEpochSecond() > LATEST) {
      return;
    }
    if (young.size() == mostYoung && young.get(hash) == 0) {
      old = young;
      young = new ProbeTimesHalf();
    }
    young.put(hash, (int) at.getEpochSecond());
  }

  synchronized Optional<Instant> get(String endpoint) {
    return Optional.of(known(hash(endpoint)))
        .filter(seconds -> seconds > 0)
        .map(Instant::ofEpochSecond);
  }

  private long known(long hash) {
    return Math.max(seconds(young, hash), seconds(old, hash));
  }

  private static long seconds(ProbeTimesHalf half, long hash) {
    return Integer.toUnsignedLong(half.get(hash));
  }

  private static long hash(String endpoint) {
    try {
      var digest = MessageDigest.getInstance("SHA-256").digest(endpoint.getBytes(UTF_8));
      return ByteBuffer.wrap(digest).getLong();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
