package dev.unmask.ingest;

import dev.unmask.ingest.Prepared.Changed;
import dev.unmask.ingest.Prepared.End;
import dev.unmask.ingest.Prepared.ParsedLine;
import dev.unmask.ingest.publish.Outgoing;
import dev.unmask.ingest.source.Line;
import dev.unmask.ingest.source.Lines;
import dev.unmask.ingest.source.OpenInput;
import dev.unmask.ingest.source.Place;
import dev.unmask.ingest.source.UnsupportedCompressionException;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * The reading half of an ingestion: one thread reads lines, a few parse them, and they come out in
 * the order of the input.
 *
 * <p>What is read ahead is bounded twice, by lines and by their bytes, so that memory does not
 * depend on the input. {@link #next} is for one thread. Closing does not wait for a reader that a
 * silent pipe holds: it is a daemon.
 */
final class ReadAhead implements AutoCloseable {

  private static final int MAX_LINES = 1_024;
  private static final int KIB = 1 << 10;
  private static final int MAX_KIB = 16 << 10;
  private static final Duration CLOSING = Duration.ofMillis(250);

  private final OpenInput input;
  private final Place from;
  private final int maxLineBytes;
  private final Function<Line, List<Outgoing>> parse;
  private final BlockingQueue<Future<Prepared>> ahead = new ArrayBlockingQueue<>(MAX_LINES);
  private final int budget;
  private final Semaphore memory;
  private final ExecutorService parsers;
  private final Thread reader;
  private volatile boolean stopped;

  /**
   * Nothing is read before {@link #start}.
   *
   * @param input closed by the reader when it is done
   * @param from what lies before it is passed over
   * @param parse pure, called from several threads
   */
  ReadAhead(
      OpenInput input,
      Place from,
      int maxLineBytes,
      int threads,
      Function<Line, List<Outgoing>> parse) {
    this.input = input;
    this.from = from;
    this.maxLineBytes = maxLineBytes;
    this.parse = parse;
    budget = Math.max(MAX_KIB, kib(maxLineBytes));
    memory = new Semaphore(budget);
    parsers = Executors.newFixedThreadPool(threads, task -> daemon(task, "unmask-ingest-parse"));
    reader = daemon(this::read, "unmask-ingest-read");
  }

  void start() {
    reader.start();
  }

  /**
   * The next line, or the end; empty if there is none within {@code patience}.
   *
   * @throws RuntimeException what the parsing of the line threw
   */
  Optional<Prepared> next(Duration patience) throws InterruptedException {
    Future<Prepared> next = ahead.poll(patience.toNanos(), TimeUnit.NANOSECONDS);
    if (next == null) {
      return Optional.empty();
    }
    Prepared prepared = await(next);
    if (prepared instanceof ParsedLine line) {
      memory.release(line.memory());
    }
    return Optional.of(prepared);
  }

  /**
   * Reads no more; what was read is still handed out. Waits for the reader, but not long: a silent
   * pipe may hold it.
   */
  void stop() throws InterruptedException {
    stopped = true;
    reader.interrupt();
    reader.join(CLOSING.toMillis());
  }

  @Override
  public void close() throws InterruptedException {
    parsers.shutdownNow();
    stop();
  }

  private void read() {
    try (input) {
      end(CompletableFuture.completedFuture(readLines(input.lines(maxLineBytes))));
    } catch (IOException unreadable) {
      Optional<String> problem = Optional.of(String.valueOf(unreadable.getMessage()));
      boolean lasting = unreadable instanceof UnsupportedCompressionException;
      end(CompletableFuture.completedFuture(new End(problem, lasting)));
    } catch (RuntimeException | Error unexpected) {
      end(CompletableFuture.failedFuture(unexpected));
    } catch (InterruptedException closed) {
      Thread.currentThread().interrupt();
    }
  }

  /** How it ends. */
  private Prepared readLines(Lines lines) throws InterruptedException {
    if (!lines.skipTo(from)) {
      return lines.problem().isEmpty() ? new Changed() : end(lines);
    }
    Optional<Line> line = lines.next();
    while (line.isPresent() && !isTornByStop(line.get())) {
      submit(line.get(), lines.place(), lines.end());
      line = lines.next();
    }
    return end(lines);
  }

  /** Its rest is not missing, but not waited for. */
  private boolean isTornByStop(Line line) {
    return stopped && line.state() == Line.State.TORN;
  }

  private static End end(Lines lines) {
    return new End(lines.problem(), lines.problem().isEmpty() || lines.isDamaged());
  }

  private void submit(Line line, Place safe, Place end) throws InterruptedException {
    int share = Math.min(budget, kib(line.bytes().length));
    memory.acquire(share);
    ahead.put(
        parsers.submit(
            () -> {
              List<Outgoing> records = parse.apply(line);
              return new ParsedLine(isAllThere(line, records) ? end : safe, share, records);
            }));
  }

  /** What came of a last line without an end shows whether its rest is still to be written. */
  private static boolean isAllThere(Line line, List<Outgoing> records) {
    return line.state() == Line.State.UNTERMINATED
        && (records.isEmpty() || records.stream().anyMatch(each -> !each.dead()));
  }

  /** Where it was told to stop, there is no end. */
  private void end(Future<Prepared> end) {
    try {
      if (!stopped) {
        ahead.put(end);
      }
    } catch (InterruptedException closed) {
      Thread.currentThread().interrupt();
    }
  }

  private static Prepared await(Future<Prepared> future) throws InterruptedException {
    try {
      return future.get();
    } catch (ExecutionException failed) {
      if (failed.getCause() instanceof RuntimeException known) {
        throw known;
      }
      throw new IllegalStateException("parsing failed", failed.getCause());
    }
  }

  private static int kib(int bytes) {
    return 1 + bytes / KIB;
  }

  private static Thread daemon(Runnable task, String name) {
    Thread thread = new Thread(task, name);
    thread.setDaemon(true);
    return thread;
  }
}
