package dev.unmask.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * What is measured, and how long.
 *
 * @param benchmarks some of those that {@link #USAGE} names
 * @param rounds of each client, 1 to 99
 * @param time of a round, 1 s to 10 min
 * @param tarpits that are held at once, 1 to 15,000
 * @param hosts that are classified in clusters of a hundred, 1,000 to 1,000,000
 * @param cluster hosts that are classified in one cluster, 1,000 to 1,000,000
 */
record BenchSettings(
    List<String> benchmarks,
    int rounds,
    Duration time,
    int tarpits,
    int hosts,
    int cluster,
    boolean json) {

  static final String USAGE =
      "usage: bench/run [handshakes] [tarpits] [costs] [classify]"
          + " [--rounds=5] [--seconds=4] [--tarpits=10000] [--hosts=200000] [--cluster=1000000] [--format=table|json]";

  private static final List<String> ALL = List.of("handshakes", "tarpits", "costs", "classify");

  BenchSettings {
    benchmarks = List.copyOf(benchmarks);
    within("--rounds", rounds, 99);
    within("--seconds", time.toSeconds(), 600);
    within("--tarpits", tarpits, 15_000);
    within("--hosts / 1000", hosts / 1_000, 1_000);
    within("--cluster / 1000", cluster / 1_000, 1_000);
  }

  /**
   * @throws IllegalArgumentException for what is none of {@link #USAGE}, or out of range
   */
  static BenchSettings parse(List<String> arguments) {
    List<String> named = new ArrayList<>();
    BenchSettings settings =
        new BenchSettings(ALL, 5, Duration.ofSeconds(4), 10_000, 200_000, 1_000_000, false);
    for (String argument : arguments) {
      if (ALL.contains(argument)) {
        named.add(argument);
      } else {
        settings = settings.with(argument);
      }
    }
    return named.isEmpty() ? settings : settings.of(named);
  }

  private BenchSettings of(List<String> named) {
    return new BenchSettings(named, rounds, time, tarpits, hosts, cluster, json);
  }

  private BenchSettings with(String option) {
    String value = option.substring(option.indexOf('=') + 1);
    return switch (option.substring(0, option.length() - value.length())) {
      case "--rounds=" ->
          new BenchSettings(benchmarks, number(value), time, tarpits, hosts, cluster, json);
      case "--seconds=" ->
          new BenchSettings(
              benchmarks, rounds, Duration.ofSeconds(number(value)), tarpits, hosts, cluster, json);
      case "--tarpits=" ->
          new BenchSettings(benchmarks, rounds, time, number(value), hosts, cluster, json);
      case "--hosts=" ->
          new BenchSettings(benchmarks, rounds, time, tarpits, number(value), cluster, json);
      case "--cluster=" ->
          new BenchSettings(benchmarks, rounds, time, tarpits, hosts, number(value), json);
      case "--format=" ->
          new BenchSettings(benchmarks, rounds, time, tarpits, hosts, cluster, isJson(value));
      default -> throw new IllegalArgumentException("unknown: " + option);
    };
  }

  private static int number(String value) {
    return Integer.parseInt(value);
  }

  private static boolean isJson(String format) {
    return switch (format) {
      case "json" -> true;
      case "table" -> false;
      default -> throw new IllegalArgumentException("--format is table or json, not " + format);
    };
  }

  private static void within(String option, long value, long most) {
    if (value < 1 || value > most) {
      throw new IllegalArgumentException(option + " is 1 to " + most + ", not " + value);
    }
  }
}
