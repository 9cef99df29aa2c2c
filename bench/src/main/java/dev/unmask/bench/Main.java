package dev.unmask.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Runs benchmarks, and prints their figures. */
public final class Main {

  /** Avro loads no class by name that it was not told to trust. */
  static final String TRUSTED_PACKAGES = "org.apache.avro.SERIALIZABLE_PACKAGES";

  private Main() {}

  /** As {@link BenchSettings#USAGE} says; ends with 2 for what that does not say. */
  public static void main(String[] arguments) throws IOException {
    BenchSettings settings;
    try {
      settings = BenchSettings.parse(List.of(arguments));
    } catch (IllegalArgumentException wrong) {
      System.err.println(wrong.getMessage() + "\n" + BenchSettings.USAGE);
      System.exit(2);
      return;
    }
    System.setProperty(TRUSTED_PACKAGES, "dev.unmask.avro");
    Map<String, String> machine = Machine.facts();
    List<Table> tables = measure(settings);
    System.out.println(settings.json() ? Json.of(machine, tables) : text(machine, tables));
  }

  private static List<Table> measure(BenchSettings settings) throws IOException {
    Path folder = Files.createTempDirectory("unmask-bench");
    List<Table> tables = new ArrayList<>();
    try (WebServer server = new WebServer(folder)) {
      for (String benchmark : settings.benchmarks()) {
        System.err.println("measuring: " + benchmark);
        tables.addAll(measure(benchmark, server, folder, settings));
      }
    } finally {
      delete(folder);
    }
    return tables;
  }

  private static List<Table> measure(
      String benchmark, WebServer server, Path folder, BenchSettings settings) throws IOException {
    return switch (benchmark) {
      case "handshakes" ->
          List.of(new Handshakes(server, settings.rounds(), settings.time()).measure());
      case "tarpits" ->
          List.of(
              new TarpitsHeld(
                      server.listeners().get(3),
                      settings.tarpits(),
                      settings.rounds(),
                      settings.time())
                  .measure());
      case "costs" -> List.of(new Costs().measure());
      case "ingest" -> new Ingesting(settings.records(), settings.rounds(), folder).measure();
      case "classify" ->
          new Classifying(settings.hosts(), settings.cluster(), settings.rounds(), folder)
              .measure();
      default -> throw new IllegalArgumentException(benchmark);
    };
  }

  private static String text(Map<String, String> machine, List<Table> tables) {
    StringBuilder text = new StringBuilder();
    machine.forEach((name, value) -> text.append("  %-12s %s%n".formatted(name, value)));
    tables.forEach(table -> text.append('\n').append(table.text()));
    return text.toString();
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }
}
