package dev.unmask.ingest;

import dev.unmask.schemas.connection.KafkaConnection;
import dev.unmask.schemas.topic.Topics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** An ingestion in a process of its own, to be killed: many small transactions. */
final class IngestProcess implements AutoCloseable {

  private final Process process;

  private IngestProcess(Process process) {
    this.process = process;
  }

  static IngestProcess start(KafkaConnection connection, List<String> files) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Dorg.apache.avro.SERIALIZABLE_PACKAGES=dev.unmask.avro",
                "-cp",
                System.getProperty("java.class.path"),
                IngestProcess.class.getName(),
                connection.bootstrapServers(),
                connection.registryUrl(),
                connection.topics().prefix()));
    command.addAll(files);
    return new IngestProcess(
        new ProcessBuilder(command)
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start());
  }

  /** Kills it as {@code kill -9} does, and waits for its end. */
  void kill() {
    process.destroyForcibly().onExit().join();
  }

  /** Its exit code, once it has ended by itself. */
  int await(Duration patience) throws InterruptedException {
    if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
      throw new IllegalStateException("it has not ended within " + patience);
    }
    return process.exitValue();
  }

  @Override
  public void close() {
    kill();
  }

  /** The process: bootstrap servers, registry, prefix, files. Ends when whoever started it does. */
  public static void main(String[] args) {
    ProcessHandle.current()
        .parent()
        .ifPresent(parent -> parent.onExit().thenRun(IngestProcess::halt));
    KafkaConnection connection =
        new KafkaConnection(args[0], args[1], new Topics(args[2]), Map.of());
    List<String> files = Arrays.asList(args).subList(3, args.length);
    IngestSettings defaults = IngestSettings.defaults(files);
    IngestSettings settings =
        new IngestSettings(
            defaults.feed(),
            defaults.format(),
            defaults.maxLineBytes(),
            2,
            100,
            defaults.batchBytes(),
            Duration.ofMillis(20),
            0.5,
            false);
    IngestReport report = new Ingest(settings, connection, new SimpleMeterRegistry()).run();
    System.exit(report.problems().isEmpty() ? 0 : 1);
  }

  private static void halt() {
    Runtime.getRuntime().halt(3);
  }
}
