package dev.unmask.classify;

import dev.unmask.schemas.connection.KafkaConnection;
import dev.unmask.schemas.owner.OwnerCatalogue;
import dev.unmask.schemas.topic.Topics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/** The stage with its simple judge, in a process of its own that a test can kill. */
final class ClassifyProcess {

  private ClassifyProcess() {}

  static Process start(KafkaConnection connection, Path state) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx256m",
            "-Dorg.apache.avro.SERIALIZABLE_PACKAGES=dev.unmask.avro",
            "-cp",
            System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
            ClassifyProcess.class.getName(),
            connection.bootstrapServers(),
            connection.registryUrl(),
            connection.topics().prefix(),
            state.toString())
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(new File(state + ".log")))
        .start();
  }

  public static void main(String[] args) throws IOException, InterruptedException {
    new Classify(
            ClassifyRun.settings(Path.of(args[3])),
            new KafkaConnection(args[0], args[1], new Topics(args[2]), Map.of()),
            OwnerCatalogue.builtIn(),
            new SimpleJudge(),
            "rules-1",
            new SimpleMeterRegistry())
        .run();
  }
}
