package dev.unmask.app.run;

import java.util.ArrayDeque;
import java.util.Deque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What must be closed however the process ends: by itself, by a failure, by {@code ^C} or a
 * SIGTERM. Closes the last added first, once. Use in try-with-resources. (A kill -9 runs nothing of
 * this.)
 */
public final class OnExit implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(OnExit.class);

  private final Deque<Resource> resources = new ArrayDeque<>();
  private final Thread hook = new Thread(this::closeAll, "on-exit");

  /** Registers with this process. */
  public OnExit() {
    Runtime.getRuntime().addShutdownHook(hook);
  }

  /** Closes the resource on exit, before all that were added earlier. */
  public synchronized <T extends AutoCloseable> T add(String name, T resource) {
    resources.push(new Resource(name, resource));
    return resource;
  }

  /** Closes all now, and takes the registration back. */
  @Override
  public void close() {
    closeAll();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException shuttingDown) {
      LOG.debug("closed by the exit of the process");
    }
  }

  private synchronized void closeAll() {
    while (!resources.isEmpty()) {
      resources.pop().close();
    }
  }

  private record Resource(String name, AutoCloseable closeable) {
    void close() {
      try {
        closeable.close();
      } catch (Exception failed) {
        LOG.warn("{} did not close in order: {}", name, failed.toString());
      }
    }
  }
}
