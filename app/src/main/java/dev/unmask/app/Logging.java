package dev.unmask.app;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * How much is logged, to stderr: decided before the first logger is made, since the logging reads
 * it then. A stage that runs for long tells what it does; a command that draws progress stays
 * silent but for warnings.
 */
final class Logging {
  private static final Set<String> TALKATIVE = Set.of("up", "ingest", "enrich", "classify", "lab");

  private Logging() {}

  static void configure(String[] arguments) {
    System.setProperty(
        "unmask.log.level",
        Optional.ofNullable(System.getenv("UNMASK_LOG_LEVEL")).orElse(level(List.of(arguments))));
    if ("ecs".equals(System.getenv("UNMASK_LOG_FORMAT"))) {
      System.setProperty("logback.configurationFile", "logback-ecs.xml");
    }
  }

  static String level(List<String> arguments) {
    if (arguments.contains("-v") || arguments.contains("--verbose")) {
      return "DEBUG";
    }
    return arguments.stream()
            .filter(word -> !word.startsWith("-"))
            .findFirst()
            .filter(TALKATIVE::contains)
            .isPresent()
        ? "INFO"
        : "WARN";
  }
}
