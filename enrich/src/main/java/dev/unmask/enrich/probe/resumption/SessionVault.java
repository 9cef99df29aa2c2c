package dev.unmask.enrich.probe.resumption;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Keeps sessions for a few minutes, until they are offered to other hosts. Bounded in number, age
 * and bytes; the oldest go first. Genuine hosts' sessions have places of their own, which no flood
 * of others takes. Safe from any thread.
 *
 * <p>A session costs 3.5 KB of heap by TLS 1.2 and 4.1 KB by TLS 1.3 (measured with Java 17, its
 * SSLContext included), and what its server's certificates and ticket weigh, which are bounded
 * together; certificates that many sessions share exist once mostly.
 */
final class SessionVault {

  static final int MOST_SESSIONS = 5_000;
  static final int MOST_BYTES = 32 * 1024 * 1024;

  /** Of one session. */
  static final int LARGEST = 64 * 1024;

  static final int MOST_GENUINE = 12;
  static final int MOST_OTHERS = 4;
  static final Duration LONGEST = Duration.ofMinutes(5);

  private final Clock clock;
  private final Map<Place, Deque<KeptSession>> places = new HashMap<>();

  /** In the order in which they came. */
  private final Map<KeptSession, Place> all = new LinkedHashMap<>();

  private long bytes;

  private record Place(Shelf shelf, boolean genuine) {
    int most() {
      return genuine ? MOST_GENUINE : MOST_OTHERS;
    }
  }

  SessionVault(Clock clock) {
    this.clock = clock;
  }

  /** The time as the vault tells it. */
  Instant now() {
    return clock.instant();
  }

  /** Keeps a session; one that is too large, or too old, is dropped. */
  synchronized void put(Shelf shelf, KeptSession session) {
    if (session.bytes() > LARGEST || isOld(session)) {
      return;
    }
    Place place = new Place(shelf, session.genuine());
    Deque<KeptSession> there = places.computeIfAbsent(place, any -> new ArrayDeque<>());
    if (there.size() == place.most()) {
      remove(there.getFirst());
    }
    places.computeIfAbsent(place, any -> there).addLast(session);
    all.put(session, place);
    bytes += session.bytes();
    shrink();
  }

  /**
   * Takes the oldest session out.
   *
   * @param genuine whether it must be, or must not be, of a genuine host
   * @param addresses whose sessions are not wanted
   */
  synchronized Optional<KeptSession> take(Shelf shelf, boolean genuine, Set<String> addresses) {
    shrink();
    Optional<KeptSession> found =
        places.getOrDefault(new Place(shelf, genuine), new ArrayDeque<>()).stream()
            .filter(kept -> !addresses.contains(kept.origin().getIp()) && !isOld(kept))
            .findFirst();
    found.ifPresent(this::remove);
    return found;
  }

  /** How many more of this kind there is place for. */
  synchronized int room(Shelf shelf, boolean genuine) {
    shrink();
    Place place = new Place(shelf, genuine);
    return place.most() - places.getOrDefault(place, new ArrayDeque<>()).size();
  }

  synchronized int size() {
    return all.size();
  }

  private void shrink() {
    Iterator<KeptSession> oldest = all.keySet().iterator();
    while (oldest.hasNext()) {
      KeptSession first = oldest.next();
      if (all.size() <= MOST_SESSIONS && bytes <= MOST_BYTES && !isOld(first)) {
        return;
      }
      remove(first);
      oldest = all.keySet().iterator();
    }
  }

  private void remove(KeptSession session) {
    Place place = all.remove(session);
    if (place == null) {
      return;
    }
    bytes -= session.bytes();
    places.computeIfPresent(
        place,
        (any, there) -> {
          there.remove(session);
          return there.isEmpty() ? null : there;
        });
  }

  private boolean isOld(KeptSession session) {
    return session.begunAt().plus(LONGEST).isBefore(clock.instant());
  }
}
