package dev.unmask.app.run;

import java.util.Optional;

/** One part of the pipeline, wired and not yet started. */
public interface Stage extends AutoCloseable {
  /** What it is called in messages: {@code enrich}. */
  String name();

  /**
   * Runs until its work is done or {@link #close} was called; throws what it cannot go on after.
   */
  void run();

  /** What it waits for before it can do its work; empty when ready. From any thread. */
  Optional<String> waitingFor();

  /** False once it is stuck and only a restart of the process helps. From any thread. */
  default boolean alive() {
    return true;
  }

  /**
   * Drains it: what was begun is ended, {@link #run} returns. From any thread, any number of times.
   */
  @Override
  void close();
}
