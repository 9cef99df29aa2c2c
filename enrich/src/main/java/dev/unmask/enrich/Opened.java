package dev.unmask.enrich;

import java.util.ArrayDeque;
import java.util.Deque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What was opened, to be closed in the reverse order. One that fails to close does not keep the
 * others open.
 */
final class Opened implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Opened.class);

  private record Part(String name, AutoCloseable closing) {}

  private final Deque<Part> parts = new ArrayDeque<>();

  <T extends AutoCloseable> T add(T part) {
    return add(part, part);
  }

  /** A part that is to be closed in this way. */
  <T> T add(T part, AutoCloseable closing) {
    parts.push(new Part(part.getClass().getSimpleName(), closing));
    return part;
  }

  @Override
  public void close() {
    while (!parts.isEmpty()) {
      close(parts.pop());
    }
  }

  private static void close(Part part) {
    try {
      part.closing().close();
    } catch (Exception e) {
      LOG.warn("{} could not be closed in order: {}", part.name(), e.toString());
    }
  }
}
