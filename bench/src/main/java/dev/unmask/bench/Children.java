package dev.unmask.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.ToLongFunction;

/** Processor time of programs that run to their end, in hundredths of a second: proc(5). */
final class Children {

  /** {@code cutime} and {@code cstime}, counted from behind the command's name. */
  private static final List<Integer> FIELDS = List.of(13, 14);

  /** USER_HZ, which is the same on every Linux that Java runs on. */
  private static final long TICKS_PER_SECOND = 100;

  private Children() {}

  /**
   * Runs a program; no other child of this process may end meanwhile.
   *
   * @param count of what it did, in what the program printed
   */
  static Sample measure(List<String> command, ToLongFunction<String> count) {
    Duration before = ended();
    long begun = System.nanoTime();
    String printed = Programs.run(command);
    Duration wall = Duration.ofNanos(System.nanoTime() - begun);
    long done = count.applyAsLong(printed);
    if (done == 0) {
      throw new IllegalStateException(command + " does nothing: " + printed);
    }
    return new Sample(done, ended().minus(before), wall);
  }

  /** Of all children that have ended. */
  private static Duration ended() {
    try {
      String stat = Files.readString(Path.of("/proc/self/stat"));
      String[] fields = stat.substring(stat.lastIndexOf(')') + 2).strip().split(" ");
      long ticks = FIELDS.stream().mapToLong(field -> Long.parseLong(fields[field])).sum();
      return Duration.ofMillis(ticks * 1_000 / TICKS_PER_SECOND);
    } catch (IOException noProc) {
      throw new UncheckedIOException(noProc);
    }
  }
}
