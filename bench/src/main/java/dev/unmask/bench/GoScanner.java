package dev.unmask.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A scanner that reads a list of addresses, and prints a line of JSON for each.
 *
 * @param command by the port, without the list
 * @param success what is in the line of a host that completed the handshake
 */
record GoScanner(
    String name, Function<Integer, List<String>> command, String listFlag, String success)
    implements Client {

  /**
   * About what one does in a second of processor time, so that a round is as long as the others.
   */
  private static final int TARGETS_PER_SECOND = 1_500;

  /** {@code zgrab2 tls}, where it is built; blocklist and output as they must be for loopback. */
  static Optional<Client> zgrab2() {
    return Programs.find("zgrab2")
        .map(
            path ->
                new GoScanner(
                    "zgrab2",
                    port ->
                        List.of(
                            path,
                            "tls",
                            "--port=" + port,
                            "--senders=200",
                            "--blocklist-file=/dev/null"),
                    "--input-file",
                    "\"status\":\"success\""));
  }

  /** {@code tlsx} with its engine of Go's own, where it is built. */
  static Optional<Client> tlsx() {
    return Programs.find("tlsx")
        .map(
            path ->
                new GoScanner(
                    "tlsx",
                    port ->
                        List.of(
                            path,
                            "-port=" + port,
                            "-concurrency=200",
                            "-scan-mode=ctls",
                            "-disable-update-check",
                            "-silent",
                            "-probe-status",
                            "-json"),
                    "-list",
                    "\"probe_status\":true"));
  }

  @Override
  public Sample shake(WebServer.Listener listener, Duration time) {
    Path list = targets(TARGETS_PER_SECOND * time.toSeconds());
    try {
      List<String> all =
          Stream.concat(command.apply(listener.port()).stream(), Stream.of(listFlag + "=" + list))
              .toList();
      return Children.measure(all, this::count);
    } finally {
      delete(list);
    }
  }

  private long count(String printed) {
    return printed.lines().filter(line -> line.contains(success)).count();
  }

  private static Path targets(long count) {
    try {
      Path list = Files.createTempFile("unmask-bench", ".txt");
      Files.writeString(
          list,
          Stream.iterate(0L, n -> n + 1)
              .limit(count)
              .map(Targets::address)
              .collect(Collectors.joining("\n", "", "\n")));
      return list;
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private static void delete(Path list) {
    try {
      Files.delete(list);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }
}
