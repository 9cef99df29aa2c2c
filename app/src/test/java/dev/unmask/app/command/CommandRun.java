package dev.unmask.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.unmask.schemas.connection.KafkaConnection;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Map;
import java.util.stream.Stream;

/** A command as one types it, against a cluster, in this process. */
final class CommandRun {
  private CommandRun() {}

  /**
   * What it prints, on stdout and then on stderr.
   *
   * @param expected its exit code
   */
  static String against(KafkaConnection connection, int expected, String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int status =
        status(connection, new PrintWriter(out, true), new PrintWriter(err, true), arguments);
    assertThat(status).as(err.toString()).isEqualTo(expected);
    return out.toString() + err;
  }

  /** Its exit code; returns when it has ended. */
  static int status(
      KafkaConnection connection, PrintWriter out, PrintWriter err, String... arguments) {
    String[] line =
        Stream.concat(
                Stream.of(arguments),
                Stream.of(
                    "--bootstrap-server",
                    connection.bootstrapServers(),
                    "--registry",
                    connection.registryUrl(),
                    "--prefix",
                    connection.topics().prefix()))
            .toArray(String[]::new);
    return CommandLines.run(line, Map.of(), out, err);
  }
}
