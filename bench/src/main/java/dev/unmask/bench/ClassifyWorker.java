package dev.unmask.bench;

import dev.unmask.classify.ClassifySettings;
import dev.unmask.enrich.Enrich;
import dev.unmask.enrich.EnrichSettings;
import dev.unmask.enrich.Identity;
import dev.unmask.schemas.connection.KafkaConnection;
import dev.unmask.schemas.owner.OwnerCatalogue;
import dev.unmask.schemas.topic.Topics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * The stage classify, or a bare copy of its input, alone in a process, as often as lines on its
 * standard input say. Answers are those of {@link Pass#line}, or {@code ok}.
 */
final class ClassifyWorker {

  private final String bootstrapServers;
  private final String registryUrl;
  private Optional<ClassifyRun> joined = Optional.empty();

  private ClassifyWorker(String bootstrapServers, String registryUrl) {
    this.bootstrapServers = bootstrapServers;
    this.registryUrl = registryUrl;
  }

  /** Bootstrap servers, registry. */
  public static void main(String[] arguments) throws Exception {
    ClassifyWorker worker = new ClassifyWorker(arguments[0], arguments[1]);
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        System.out.println(worker.answer(line.split(" ")));
      }
    }
  }

  /** The first word says what to do, the second gives the prefix of the topics. */
  private String answer(String[] words) throws InterruptedException {
    KafkaConnection connection =
        new KafkaConnection(bootstrapServers, registryUrl, new Topics(words[1]), Map.of());
    return switch (words[0]) {
      case "copy" ->
          new TransactionalCopy(connection, words[2]).run(Long.parseLong(words[3])).line();
      case "join" -> join(connection, settings(words));
      case "work" -> joined.orElseThrow().work().line();
      case "leave" -> leave();
      case "restore" -> restore(connection, settings(words)).line();
      case "enrich" -> enrich(connection);
      default -> throw new IllegalArgumentException(words[0]);
    };
  }

  /** Behind the prefix: application id, state directory, threads. */
  private static ClassifySettings settings(String[] words) {
    ClassifySettings defaults = ClassifySettings.defaults();
    return new ClassifySettings(
        Optional.of(words[2]),
        Path.of(words[3]),
        Integer.parseInt(words[4]),
        Duration.ofSeconds(2),
        defaults.commitInterval(),
        Duration.ofSeconds(6),
        0,
        defaults.deadLettersPerMinute(),
        defaults.cacheBytes(),
        Optional.empty());
  }

  private String join(KafkaConnection connection, ClassifySettings settings)
      throws InterruptedException {
    ClassifyRun run = new ClassifyRun(connection, settings);
    joined = Optional.of(run);
    run.awaitReady();
    return "ok";
  }

  private String leave() {
    joined.orElseThrow().close();
    return "ok";
  }

  /** From the start to being ready, with whatever state there is to restore. */
  private static Pass restore(KafkaConnection connection, ClassifySettings settings)
      throws InterruptedException {
    Instant begin = Instant.now();
    Duration cpu = ClassifyRun.cpu();
    try (ClassifyRun run = new ClassifyRun(connection, settings)) {
      run.awaitReady();
      return new Pass(0, ClassifyRun.cpu().minus(cpu), begin, Instant.now());
    }
  }

  /** Makes observations of banners from now on, and probes nothing. */
  private static String enrich(KafkaConnection connection) {
    Enrich enrich =
        new Enrich(
            EnrichSettings.defaults(new Identity("bench", "", "bench")),
            connection,
            OwnerCatalogue.builtIn(),
            new SimpleMeterRegistry());
    Thread thread = new Thread(enrich::run, "enrich");
    thread.setDaemon(true);
    thread.start();
    return "ok";
  }
}
