package dev.unmask.enrich.given;

import dev.unmask.enrich.Enrich;
import dev.unmask.schemas.connection.KafkaConnection;
import dev.unmask.schemas.owner.OwnerCatalogue;
import dev.unmask.schemas.topic.Topics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** Enrich in a process of its own, to be killed. It ends when whoever started it does. */
public final class EnrichProcess implements AutoCloseable {
  private final Process process;

  private EnrichProcess(Process process) {
    this.process = process;
  }

  public static EnrichProcess start(KafkaConnection connection) throws IOException {
    var command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx256m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-Dorg.apache.avro.SERIALIZABLE_PACKAGES=dev.unmask.avro",
            "-cp",
            System.getProperty("java.class.path"),
            EnrichProcess.class.getName(),
            connection.bootstrapServers(),
            connection.registryUrl(),
            connection.topics().prefix());
    return new EnrichProcess(
        new ProcessBuilder(command)
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start());
  }

  /** Kills it as {@code kill -9} does, and waits for its end. */
  public void kill() {
    process.destroyForcibly().onExit().join();
  }

  /** Completes when it has ended, of itself or not. */
  public CompletableFuture<?> onExit() {
    return process.onExit();
  }

  public boolean isAlive() {
    return process.isAlive();
  }

  @Override
  public void close() {
    kill();
  }

  /** The process: bootstrap servers, registry, prefix. */
  public static void main(String[] args) {
    endWithParent();
    var connection = new KafkaConnection(args[0], args[1], new Topics(args[2]), Map.of());
    try (var enrich =
        new Enrich(
            RunningEnrich.local(),
            connection,
            OwnerCatalogue.builtIn(),
            new SimpleMeterRegistry())) {
      enrich.run();
    }
  }

  /** The kernel closes the pipe to our input when the parent is gone, even after a kill. */
  private static void endWithParent() {
    var watch =
        new Thread(
            () -> {
              try {
                while (System.in.read() >= 0) {}
              } catch (IOException e) {
                // a broken pipe says the same as a closed one
              }
              Runtime.getRuntime().halt(1);
            },
            "parent-watch");
    watch.setDaemon(true);
    watch.start();
  }
}
