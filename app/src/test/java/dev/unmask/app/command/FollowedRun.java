package dev.unmask.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.unmask.schemas.connection.KafkaConnection;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** A command that goes on until nobody reads any more, against a cluster, in this process. */
final class FollowedRun implements AutoCloseable {
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

  /** Whether it still runs. */
  boolean goesOn() {
    return !end.isDone();
  }

  /** Reads no more, which ends it in good order. */
  @Override
  public void close() {
    reader.gone = true;
    assertThat(end.join()).isZero();
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
