package dev.unmask.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Java in a process of its own, that answers each line with a line. Ends when we do. */
final class Fork implements AutoCloseable {

  private final Process process;
  private final Writer questions;
  private final BufferedReader answers;

  /** With the flags of Java that {@code unmask enrich} is started with. */
  Fork(Class<?> main, String... arguments) {
    List<String> command =
        Stream.of(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()),
                List.of("-Xmx512m", "-XX:+UseSerialGC", "-XX:+ExitOnOutOfMemoryError"),
                List.of("-D" + Main.TRUSTED_PACKAGES + "=dev.unmask.avro"),
                List.of("-cp", System.getProperty("java.class.path"), main.getName()),
                List.of(arguments))
            .flatMap(List::stream)
            .toList();
    try {
      this.process =
          new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
    this.questions = process.outputWriter(StandardCharsets.UTF_8);
    this.answers = process.inputReader(StandardCharsets.UTF_8);
  }

  /**
   * @throws IllegalStateException if the process has ended
   */
  String ask(String question) {
    try {
      questions.write(question + "\n");
      questions.flush();
      return Optional.ofNullable(answers.readLine())
          .orElseThrow(() -> new IllegalStateException("ended at: " + question));
    } catch (IOException ended) {
      throw new IllegalStateException("ended at: " + question, ended);
    }
  }

  @Override
  public void close() {
    try {
      questions.close();
      process.waitFor();
    } catch (IOException | InterruptedException gone) {
      process.destroyForcibly();
    }
  }
}
