package dev.unmask.bench;

import java.time.Duration;
import java.time.Instant;

/**
 * What one process, or several together, did with some records.
 *
 * @param cpu processor time, user and system
 * @param begin the first record was read
 * @param end the last of what it led to was written
 */
record Pass(long records, Duration cpu, Instant begin, Instant end) {

  /** Reads what {@link #line} writes. */
  static Pass parse(String line) {
    String[] words = line.split(" ");
    return new Pass(
        Long.parseLong(words[0]),
        Duration.parse(words[1]),
        Instant.parse(words[2]),
        Instant.parse(words[3]));
  }

  /** For the answer of a process. */
  String line() {
    return "%d %s %s %s".formatted(records, cpu, begin, end);
  }

  /** Of this process and another that shared the work. */
  Pass and(Pass other) {
    return new Pass(
        records + other.records,
        cpu.plus(other.cpu),
        begin.isBefore(other.begin) ? begin : other.begin,
        end.isAfter(other.end) ? end : other.end);
  }

  Duration wall() {
    return Duration.between(begin, end);
  }

  Sample sample() {
    return new Sample(records, cpu, wall());
  }
}
