package dev.unmask.app.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * Peak resident memory of this process and those that it started, by Linux's {@code /proc} (VmHWM).
 */
final class Memory {
  private Memory() {}

  /** The sum of the peaks in MiB; 0 where there is no {@code /proc}. */
  static long peakMebibytes() {
    Stream<ProcessHandle> all =
        Stream.concat(Stream.of(ProcessHandle.current()), ProcessHandle.current().descendants());
    return all.mapToLong(process -> peakKibibytes(process.pid())).sum() / 1024;
  }

  private static long peakKibibytes(long pid) {
    try (Stream<String> lines = Files.lines(Path.of("/proc/" + pid + "/status"))) {
      return lines
          .filter(line -> line.startsWith("VmHWM:"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
          .sum();
    } catch (IOException | java.io.UncheckedIOException gone) {
      return 0;
    }
  }
}
