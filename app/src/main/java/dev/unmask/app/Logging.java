package dev.unmask.app;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * How much is logged, to stderr: decided before the first logger is made, since the logging reads
 * it then. A stage that runs for long tells what it does; a command that draws progress stays
 * silent but for warnings.
 */
final class Logging {
  private static final Set<String> STAGES = Set.of("ingest", "enrich", "classify", "lab");

  private Logging() {}

  static void configure(String[] arguments, Map<String, String> environment) {
    Levels levels = levels(List.of(arguments));
    System.setProperty(
        "unmask.log.level", environment.getOrDefault("UNMASK_LOG_LEVEL", levels.own()));
    System.setProperty("unmask.log.libraries", levels.libraries());
    if ("ecs".equals(environment.get("UNMASK_LOG_FORMAT"))) {
      System.setProperty("logback.configurationFile", "logback-ecs.xml");
    }
  }

  /**
   * How much is logged.
   *
   * @param own of unmask itself
   * @param libraries of everybody else
   */
  record Levels(String own, String libraries) {}

  static Levels levels(List<String> arguments) {
    if (arguments.contains("-v") || arguments.contains("--verbose")) {
      return new Levels("DEBUG", "WARN");
    }
    Optional<String> command = arguments.stream().filter(word -> !word.startsWith("-")).findFirst();
    if (command.filter(STAGES::contains).isPresent()) {
      return new Levels("INFO", "WARN");
    }
    // Beside a broker of our own, what its clients say while all begins and ends is of no use to
    // anybody.
    return new Levels(command.filter("up"::equals).isPresent() ? "INFO" : "WARN", "ERROR");
  }
}
