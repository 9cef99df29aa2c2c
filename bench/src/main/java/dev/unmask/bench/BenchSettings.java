package dev.unmask.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What is measured, and how long.
 *
 * @param benchmarks some of those that {@link #USAGE} names
 * @param rounds of each client, 1 to 99
 * @param time of a round, 1 s to 10 min
 * @param tarpits that are held at once, 1 to 15,000
 * @param hosts that are classified in clusters of a hundred, 1,000 to 1,000,000
 * @param cluster hosts that are classified in one cluster, 1,000 to 1,000,000
 * @param records of the file that is ingested, 1,000 to 10,000,000
 */
record BenchSettings(
    List<String> benchmarks,
    int rounds,
    Duration time,
    int tarpits,
    int hosts,
    int cluster,
    int records,
    boolean json) {

  static final String USAGE =
      "usage: bench/run [handshakes] [tarpits] [costs] [ingest] [classify] [--rounds=5] [--seconds=4] [--tarpits=10000]"
          + " [--records=60000] [--hosts=200000] [--cluster=1000000] [--format=table|json]";

  private static final List<String> ALL =
      List.of("handshakes", "tarpits", "costs", "ingest", "classify");

  private static final Map<String, String> DEFAULTS =
      Map.of(
          "--rounds", "5",
          "--seconds", "4",
          "--tarpits", "10000",
          "--records", "60000",
          "--hosts", "200000",
          "--cluster", "1000000",
          "--format", "table");

  BenchSettings {
    benchmarks = List.copyOf(benchmarks);
    within("--rounds", rounds, 99);
    within("--seconds", time.toSeconds(), 600);
    within("--tarpits", tarpits, 15_000);
    within("--hosts / 1000", hosts / 1_000, 1_000);
    within("--cluster / 1000", cluster / 1_000, 1_000);
    within("--records / 1000", records / 1_000, 10_000);
  }

  /**
   * @throws IllegalArgumentException for what is none of {@link #USAGE}, or out of range
   */
  static BenchSettings parse(List<String> arguments) {
    List<String> named = new ArrayList<>();
    Map<String, String> options = new HashMap<>(DEFAULTS);
    for (String argument : arguments) {
      String[] parts = argument.split("=", 2);
      if (ALL.contains(argument)) {
        named.add(argument);
      } else if (parts.length < 2 || options.replace(parts[0], parts[1]) == null) {
        throw new IllegalArgumentException("unknown: " + argument);
      }
    }
    return of(named.isEmpty() ? ALL : named, options);
  }

  private static BenchSettings of(List<String> benchmarks, Map<String, String> options) {
    return new BenchSettings(
        benchmarks,
        number(options, "--rounds"),
        Duration.ofSeconds(number(options, "--seconds")),
        number(options, "--tarpits"),
        number(options, "--hosts"),
        number(options, "--cluster"),
        number(options, "--records"),
        isJson(String.valueOf(options.get("--format"))));
  }

  private static int number(Map<String, String> options, String option) {
    return Integer.parseInt(String.valueOf(options.get(option)));
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
