package dev.unmask.enrich.probe;

import java.util.ArrayDeque;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * Lets so many hosts be worked on at once. Thousands of handshakes under way together are each so
 * slow that they time out, which says nothing about the hosts. Safe from any thread.
 *
 * <pre>
 *   waiting --there is a place--> INSIDE --step aside--> ASIDE --step back--> INSIDE
 *                                 INSIDE, ASIDE --leave--> GONE
 * </pre>
 */
final class Turnstile {

  private final int places;
  private final Queue<Entry> waiting = new ArrayDeque<>();
  private int inside;

  Turnstile(int places) {
    this.places = places;
  }

  /** Who has entered; each of these more than once is once. */
  interface Inside {
    /** Makes place for another, as there is nothing to do now. */
    void stepAside();

    /** Takes a place again, without waiting: until one is free again, no other enters. */
    void stepBack();

    /** Makes place for another, for good. */
    void leave();
  }

  /** What is done inside; it leaves in its own time. */
  interface Entry {
    void enter(Inside inside);
  }

  /** Enters now, or when there is a place. */
  void enter(Entry entry) {
    append(entry);
    admit();
  }

  private synchronized void append(Entry entry) {
    waiting.add(entry);
  }

  private void admit() {
    for (Entry next = next(); next != null; next = next()) {
      next.enter(new Visitor());
    }
  }

  private synchronized @Nullable Entry next() {
    Entry next = inside < places ? waiting.poll() : null;
    if (next != null) {
      inside++;
    }
    return next;
  }

  private enum Place {
    INSIDE,
    ASIDE,
    GONE
  }

  private final class Visitor implements Inside {
    private Place place = Place.INSIDE;

    @Override
    public void stepAside() {
      move(Place.ASIDE);
      admit();
    }

    @Override
    public void stepBack() {
      move(Place.INSIDE);
    }

    @Override
    public void leave() {
      move(Place.GONE);
      admit();
    }

    private void move(Place to) {
      synchronized (Turnstile.this) {
        if (place != Place.GONE) {
          inside += taken(to) - taken(place);
          place = to;
        }
      }
    }

    private static int taken(Place place) {
      return place == Place.INSIDE ? 1 : 0;
    }
  }
}
