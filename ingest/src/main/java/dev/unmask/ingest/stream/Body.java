package dev.unmask.ingest.stream;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * The body of an answer as it comes. Asks for more only when what there was is taken, so that what
 * waits in memory is bounded. Filled by the client's threads, emptied by one other, which waits no
 * longer than it wants to: a plain stream would wait for ever.
 */
final class Body implements Flow.Subscriber<List<ByteBuffer>>, AutoCloseable {

  /** What came: bytes, or the end, with the reason. */
  private sealed interface Event {
    record Bytes(List<ByteBuffer> buffers) implements Event {}

    record End(IOException reason) implements Event {}
  }

  private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();
  private final Deque<ByteBuffer> taken = new ArrayDeque<>();
  private final CompletableFuture<Flow.Subscription> subscription = new CompletableFuture<>();
  private boolean asked;

  /**
   * The next bytes; empty if none come within {@code patience}.
   *
   * @throws IOException if it has ended, or broke off
   */
  Optional<ByteBuffer> next(Duration patience) throws IOException, InterruptedException {
    if (taken.isEmpty()) {
      ask();
      Event event = events.poll(patience.toNanos(), TimeUnit.NANOSECONDS);
      if (event instanceof Event.End end) {
        throw end.reason();
      }
      if (event instanceof Event.Bytes bytes) {
        taken.addAll(bytes.buffers());
        asked = false;
      }
    }
    return Optional.ofNullable(taken.poll());
  }

  private void ask() {
    if (!asked) {
      asked = true;
      subscription.thenAccept(made -> made.request(1));
    }
  }

  /** Gives the connection up. */
  @Override
  public void close() {
    subscription.thenAccept(Flow.Subscription::cancel);
  }

  @Override
  public void onSubscribe(Flow.Subscription made) {
    subscription.complete(made);
  }

  @Override
  public void onNext(List<ByteBuffer> buffers) {
    events.add(new Event.Bytes(buffers));
  }

  @Override
  public void onError(Throwable broken) {
    events.add(new Event.End(new IOException("the connection broke: " + broken.getMessage())));
  }

  @Override
  public void onComplete() {
    events.add(new Event.End(new EOFException("the stream was ended")));
  }
}
