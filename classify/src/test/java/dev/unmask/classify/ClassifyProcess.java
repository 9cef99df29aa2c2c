package dev.unmask.classify;

import static org.awaitility.Awaitility.await;

import dev.unmask.classify.epoch.Epoch;
import dev.unmask.schemas.connection.KafkaConnection;
import dev.unmask.schemas.owner.OwnerCatalogue;
import dev.unmask.schemas.topic.Topics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The stage with its simple judge, in a process of its own that a test can kill. */
final class ClassifyProcess {

  private ClassifyProcess() {}

  static Process start(KafkaConnection connection, Path state) throws IOException {
    return start(List.of(), connection, state);
  }

  /** No file may grow beyond some kilobytes, which is what RocksDB sees of a disk that is full. */
  static Process startWithFullDisk(KafkaConnection connection, Path state) throws IOException {
    return start(
        List.of("bash", "-c", "ulimit -f 8; exec \"$0\" \"$@\" > /dev/null"), connection, state);
  }

  /** Until it has logged this. */
  static void awaitLog(Path state, String text) {
    await().atMost(Duration.ofMinutes(2)).until(() -> Files.readString(log(state)).contains(text));
  }

  private static Process start(List<String> before, KafkaConnection connection, Path state)
      throws IOException {
    List<String> command = new ArrayList<>(before);
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "-Xmx256m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-Dorg.apache.avro.SERIALIZABLE_PACKAGES=dev.unmask.avro",
            "-cp"));
    command.add(
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")));
    command.addAll(
        List.of(
            ClassifyProcess.class.getName(),
            connection.bootstrapServers(),
            connection.registryUrl(),
            connection.topics().prefix(),
            state.toString()));
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(log(state).toFile()))
        .start();
  }

  private static Path log(Path state) {
    return Path.of(state + ".log");
  }

  public static void main(String[] args) throws IOException, InterruptedException {
    new Classify(
            ClassifyRun.settings(Path.of(args[3])),
            Epoch.FIRST,
            new KafkaConnection(args[0], args[1], new Topics(args[2]), Map.of()),
            OwnerCatalogue.builtIn(),
            new SimpleJudge(),
            "rules-1",
            Optional.of(ClassifyRun.alerts()),
            new SimpleMeterRegistry())
        .run();
  }
}
