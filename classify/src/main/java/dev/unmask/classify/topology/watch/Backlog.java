package dev.unmask.classify.topology.watch;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.ToLongFunction;

/**
 * What the tasks of this process have not done yet, and whether they do anything. Each step of each
 * task has a part of it, which it alone writes. Safe from any thread.
 */
public final class Backlog {

  private final Set<Part> parts = ConcurrentHashMap.newKeySet();
  private final LongAdder activity = new LongAdder();

  /** The part of a step that begins. */
  public Part begin() {
    Part part = new Part();
    parts.add(part);
    return part;
  }

  /** Fingerprints that wait to be assessed. */
  public long dirty() {
    return sum(part -> part.dirty);
  }

  /** Fingerprints that changed and are not quiet yet. */
  public long settling() {
    return sum(part -> part.settling);
  }

  /** Fingerprints whose roles are still being told. */
  public long slices() {
    return sum(part -> part.slices);
  }

  /** Nothing waits. */
  public boolean empty() {
    return dirty() + settling() + slices() == 0;
  }

  /** A number that grows whenever a step does something. */
  public long activity() {
    return activity.sum();
  }

  private long sum(ToLongFunction<Part> size) {
    return parts.stream().mapToLong(size).sum();
  }

  /** One step's part. Written by the thread of its task. */
  public final class Part {

    private volatile long dirty;
    private volatile long settling;
    private volatile long slices;

    private Part() {}

    public void waiting(long fingerprintsDirty, long fingerprintsSettling) {
      dirty = fingerprintsDirty;
      settling = fingerprintsSettling;
    }

    public void slicing(long fingerprints) {
      slices = fingerprints;
    }

    /** Something was read or written. */
    public void active() {
      activity.increment();
    }

    /** The step ends; what it had to do is somebody else's. */
    public void end() {
      parts.remove(this);
    }
  }
}
