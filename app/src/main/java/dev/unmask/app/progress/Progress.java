package dev.unmask.app.progress;

import java.io.PrintStream;

/** Shows one phase after the other. Used from one thread. */
public interface Progress extends AutoCloseable {
  /** Another phase begins; the one before is over. */
  void phase(String name);

  /**
   * Where the phase is.
   *
   * @param done units done, at most {@code total}
   * @param total units in all; 0 where there is nothing to count
   * @param detail what else there is to say, short
   */
  void update(long done, long total, String detail);

  /** The last phase is over; nothing is shown any more. */
  @Override
  void close();

  /** Shows nothing. */
  static Progress none() {
    return new Progress() {
      @Override
      public void phase(String name) {}

      @Override
      public void update(long done, long total, String detail) {}

      @Override
      public void close() {}
    };
  }

  /** A bar where the stream is a terminal, else a line a second. */
  static Progress on(PrintStream stream, boolean terminal) {
    return terminal ? new BarProgress(stream) : new LineProgress(stream, System::nanoTime);
  }
}
