package dev.unmask.ingest;

import dev.unmask.avro.Banner;
import dev.unmask.ingest.IngestException.Fault;
import dev.unmask.ingest.memory.History;
import dev.unmask.ingest.source.Folder;
import dev.unmask.ingest.source.Input;
import dev.unmask.ingest.stream.StreamInput;
import dev.unmask.schemas.connection.KafkaConnection;
import dev.unmask.schemas.serde.AvroFormat;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.Serializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts a feed on the topic of banners: the inputs one after the other, the records of each in their
 * order, what cannot be read to the dead letters, and how far it is, all in the same transactions:
 * a run that is killed and started again publishes every record of a file once. What passes only
 * once, a pipe or a stream, is not remembered: what it sends again is published again.
 *
 * <p>An instance is for one run. {@link #run} works on the caller's thread and a few of its own;
 * {@link #stop}, {@link #close} and {@link #progress} may be called from any other.
 */
public final class Ingest implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Ingest.class);

  /** How often a folder is looked at. */
  private static final Duration LOOK = Duration.ofMillis(500);

  private final IngestSettings settings;
  private final KafkaConnection connection;
  private final Clock clock;
  private final Counters counters;
  private final List<Input> inputs;
  private final Optional<Folder> folder;
  private final AtomicBoolean started = new AtomicBoolean();
  private final CountDownLatch stopAsked = new CountDownLatch(1);
  private final CountDownLatch done = new CountDownLatch(1);
  private final FileReports finished = new FileReports();
  private volatile boolean stopping;
  private volatile long finishedBytes;
  private volatile Optional<FileIngest> current = Optional.empty();
  private volatile boolean checked;
  private long startedAt;

  /** Contacts nobody and opens nothing. */
  public Ingest(IngestSettings settings, KafkaConnection connection, MeterRegistry meters) {
    this(settings, connection, meters, System.in);
  }

  /**
   * The same with another standard input.
   *
   * @param standardInput left to its owner
   */
  public Ingest(
      IngestSettings settings,
      KafkaConnection connection,
      MeterRegistry meters,
      InputStream standardInput) {
    this(settings, connection, meters, standardInput, Clock.systemUTC());
  }

  Ingest(
      IngestSettings settings,
      KafkaConnection connection,
      MeterRegistry meters,
      InputStream standardInput,
      Clock clock) {
    this.settings = settings;
    this.connection = connection;
    this.clock = clock;
    counters = new Counters(meters);
    inputs = inputs(settings.feed(), standardInput, meters);
    folder =
        settings.feed() instanceof Feed.Folder watched
            ? Optional.of(new Folder(watched.directory(), watched.settling(), System::nanoTime))
            : Optional.empty();
  }

  private static List<Input> inputs(Feed feed, InputStream standardInput, MeterRegistry meters) {
    if (feed instanceof Feed.Files files) {
      return files.names().stream().map(name -> Input.of(name, standardInput)).toList();
    }
    return feed instanceof Feed.Stream stream
        ? List.of(new StreamInput(stream.settings(), meters))
        : List.of();
  }

  /**
   * Ingests all inputs, and the files of a folder as they come. Returns when all are done, or when
   * it was stopped and what was begun is committed. An input that breaks off is a problem in the
   * report, and the others go on.
   *
   * @throws IngestException if it cannot begin or go on: a missing input, topic or schema, a broker
   *     or registry that fails
   */
  public IngestReport run() {
    if (!started.compareAndSet(false, true)) {
      throw new IllegalStateException("an Ingest is for one run");
    }
    startedAt = System.nanoTime();
    try {
      new Preflight(connection).check(unreadable());
      checked = true;
      ingestAll();
      return report();
    } catch (IngestException refused) {
      throw refused.after(report());
    } catch (KafkaException failed) {
      String message = "ingestion ended by " + connection + ": " + failed.getMessage();
      throw new IngestException(Fault.DEPENDENCY, message, failed).after(report());
    } finally {
      done.countDown();
    }
  }

  /** Asks the run to end soon, and does not wait for it. */
  public void stop() {
    stopping = true;
    stopAsked.countDown();
  }

  /** Asks the run to end, and waits until it has: the transaction at hand is committed. */
  @Override
  public void close() throws InterruptedException {
    stop();
    if (started.get()) {
      done.await();
    }
  }

  /** How far it is. */
  public IngestProgress progress() {
    long reading = current.map(FileIngest::position).orElse(0L);
    long published = counters.published();
    long dead = counters.dead();
    return new IngestProgress(
        finishedBytes + reading, totalBytes(), published + dead, published, dead);
  }

  /** What it waits for; empty once it ingests. */
  public Optional<String> waitingFor() {
    return checked
        ? current.flatMap(FileIngest::waitingFor)
        : Optional.of("the answers of " + connection);
  }

  /** Whether it runs. */
  public boolean alive() {
    return started.get() && done.getCount() > 0;
  }

  private void ingestAll() {
    try (AvroFormat format = new AvroFormat(connection);
        History history = new History(connection, format, beginnings(), settings.again(), clock)) {
      Serializer<Banner> serializer = format.serializer(connection.topics().banners());
      InputRun run = new InputRun(settings, connection, serializer, history, clock, counters);
      for (Input input : inputs) {
        if (!stopping) {
          ingest(input, run);
        }
      }
      if (folder.isPresent()) {
        watch(folder.get(), run);
      }
    } catch (IOException failed) {
      throw new IngestException(Fault.DEPENDENCY, String.valueOf(failed.getMessage()), failed);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new KafkaException("interrupted", interrupted);
    }
  }

  private void watch(Folder watched, InputRun run) throws InterruptedException {
    while (!stopping) {
      for (Input input : ready(watched)) {
        if (!stopping) {
          attempt(input, watched, run);
        }
      }
      stopAsked.await(LOOK.toMillis(), TimeUnit.MILLISECONDS);
    }
  }

  private static List<Input> ready(Folder watched) {
    try {
      return watched.ready();
    } catch (IOException gone) {
      throw new IngestException(
          Fault.INPUT, watched.prefix() + ": it cannot be read any more: " + gone, gone);
    }
  }

  /** What is the matter with one file is no matter of the next. */
  private void attempt(Input input, Folder watched, InputRun run) throws InterruptedException {
    boolean again;
    try {
      again = ingest(input, run);
    } catch (IngestException refused) {
      if (refused.fault() != Fault.INPUT) {
        throw refused;
      }
      LOG.warn(refused.getMessage());
      finished.add(FileReport.refused(input.name(), String.valueOf(refused.getMessage())));
      again = refused.isPassing();
    }
    finished.join();
    if (again) {
      watched.retry(input);
    }
  }

  private List<String> unreadable() {
    return Stream.concat(inputs.stream().map(Input::problem), folder.stream().map(Folder::problem))
        .flatMap(Optional::stream)
        .toList();
  }

  private List<String> beginnings() {
    return Stream.concat(
            inputs.stream().map(input -> input.path() + " "), folder.stream().map(Folder::prefix))
        .toList();
  }

  /** Whether it broke off, and another attempt may bring the rest. */
  private boolean ingest(Input input, InputRun run) throws InterruptedException {
    try {
      run.run(input, () -> stopping, file -> current = Optional.of(file)).ifPresent(finished::add);
      return current.map(FileIngest::brokeOff).orElse(false);
    } finally {
      current.map(FileIngest::report).ifPresent(finished::add);
      current = Optional.empty();
      finishedBytes = finished.all().stream().mapToLong(FileReport::bytes).sum();
    }
  }

  private IngestReport report() {
    List<FileReport> files = finished.all();
    boolean cut =
        stopping
            && (files.size() < inputs.size()
                || files.stream().anyMatch(file -> !file.complete() && file.problem().isEmpty()));
    return new IngestReport(files, Duration.ofNanos(System.nanoTime() - startedAt), cut);
  }

  private OptionalLong totalBytes() {
    if (folder.isPresent()) {
      return OptionalLong.empty();
    }
    long total = 0;
    for (Input input : inputs) {
      OptionalLong size = input.size();
      if (size.isEmpty()) {
        return OptionalLong.empty();
      }
      total += size.getAsLong();
    }
    return OptionalLong.of(total);
  }
}
