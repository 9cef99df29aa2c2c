package dev.unmask.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.unmask.schemas.connection.KafkaConnection;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;

/** A command that goes on until nobody reads any more, against a cluster, in this process. */
final class FollowedRun implements AutoCloseable {
  private static final Duration LIMIT = Duration.ofMinutes(2);

  private final Reader reader = new Reader();
  private final CompletableFuture<Integer> end;

  FollowedRun(KafkaConnection connection, String... arguments) {
    PrintWriter out = new PrintWriter(reader, true);
    PrintWriter err = new PrintWriter(new StringWriter());
    end =
        CompletableFuture.supplyAsync(
            () -> CommandRun.status(connection, out, err, arguments),
            task -> new Thread(task).start());
  }

  /** What it has printed so far. */
  List<String> lines() {
    return reader.printed();
  }

  /** Waits until it has printed so many. */
  void await(int lines) {
    Awaitility.await().atMost(LIMIT).until(() -> lines().size() >= lines);
  }

  /** Whether it still runs. */
  boolean goesOn() {
    return !end.isDone();
  }

  /** Reads no more, which ends it in good order. */
  @Override
  public void close() {
    reader.gone = true;
    assertThat(end).succeedsWithin(LIMIT).isEqualTo(0);
  }

  /** As a pipe is to who writes into it. */
  private static final class Reader extends Writer {
    private final StringBuilder printed = new StringBuilder();
    private volatile boolean gone;

    private List<String> printed() {
      synchronized (lock) {
        return printed.toString().lines().toList();
      }
    }

    @Override
    public void write(char[] text, int from, int length) throws IOException {
      flush();
      synchronized (lock) {
        printed.append(text, from, length);
      }
    }

    @Override
    public void flush() throws IOException {
      if (gone) {
        throw new IOException("broken pipe");
      }
    }

    @Override
    public void close() {}
  }
}
