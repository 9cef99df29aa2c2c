package dev.unmask.classify;

import dev.unmask.classify.alert.AlertPolicy;
import dev.unmask.classify.assess.Assess;
import dev.unmask.classify.epoch.ClientId;
import dev.unmask.classify.epoch.Decisions;
import dev.unmask.classify.epoch.Epoch;
import dev.unmask.classify.epoch.ModeWatch;
import dev.unmask.classify.ruleset.Ruleset;
import dev.unmask.classify.topology.ClassifyTopology;
import dev.unmask.classify.topology.EpochTopics;
import dev.unmask.classify.topology.Formats;
import dev.unmask.classify.topology.failure.DeadLetterLimit;
import dev.unmask.classify.topology.failure.UnreadableRecords;
import dev.unmask.classify.topology.store.Mode;
import dev.unmask.classify.topology.store.StateMemory;
import dev.unmask.classify.topology.verdict.Imprint;
import dev.unmask.classify.topology.verdict.Judge;
import dev.unmask.classify.topology.watch.ClassifyCounters;
import dev.unmask.schemas.connection.KafkaConnection;
import dev.unmask.schemas.owner.OwnerCatalogue;
import dev.unmask.schemas.serde.AvroFormat;
import dev.unmask.schemas.topic.Topics;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The stage classify. Exactly once: killed at any moment and started again, it issues what it would
 * have issued.
 *
 * <p>It waits for a broker or registry that does not answer yet. It stops, its offsets unmoved,
 * when topics or schemas are not as they have to be, and when a record cannot be read or written
 * for a reason that is not the record's own.
 *
 * <p>One {@link #run()} for each object. All other methods may be called from any thread.
 */
public final class Classify implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Classify.class);
  private static final Duration RETRY = Duration.ofSeconds(1);

  private final ClassifySettings settings;
  private final KafkaConnection connection;
  private final boolean alerting;
  private final MeterRegistry registry;
  private final ClassifyCounters counters;
  private final AvroFormat format;
  private final StateMemory memory;
  private final Properties properties;
  private final Function<EpochTopics, ClassifyTopology> topologies;
  private final Epoch epoch;
  private final Decisions decisions;
  private final ModeWatch watch;
  private final CountDownLatch stopping = new CountDownLatch(1);
  private final CountDownLatch stopped = new CountDownLatch(1);
  private final AtomicReference<Throwable> failure = new AtomicReference<>();
  private volatile boolean started;
  private volatile String waitingFor = "classify is not started";
  private volatile @Nullable Following following;

  /** Without cases and alerts: as a replay classifies. Contacts nobody. */
  public Classify(
      ClassifySettings settings,
      KafkaConnection connection,
      OwnerCatalogue owners,
      Ruleset ruleset,
      MeterRegistry registry) {
    this(settings, Epoch.FIRST, connection, owners, ruleset, Optional.empty(), registry);
  }

  /**
   * Contacts nobody.
   *
   * @param epoch which of those there are; it is live, or is not, as is decided while it runs
   * @param alerts which cases make alerts; empty: there are no cases and no alerts, as for a replay
   */
  public Classify(
      ClassifySettings settings,
      Epoch epoch,
      KafkaConnection connection,
      OwnerCatalogue owners,
      Ruleset ruleset,
      Optional<AlertPolicy> alerts,
      MeterRegistry registry) {
    this(
        settings,
        epoch,
        connection,
        owners,
        new Assess(ruleset, owners)::of,
        ruleset.version(),
        alerts,
        registry);
  }

  Classify(
      ClassifySettings settings,
      Epoch epoch,
      KafkaConnection connection,
      OwnerCatalogue owners,
      Judge judge,
      String rulesetVersion,
      Optional<AlertPolicy> alerts,
      MeterRegistry registry) {
    this.settings = settings;
    this.connection = connection;
    this.registry = registry;
    alerting = alerts.isPresent();
    counters = new ClassifyCounters(registry);
    memory = StreamsSettings.memory(settings);
    format = new AvroFormat(connection);
    DeadLetterLimit limit =
        new DeadLetterLimit(
            settings.deadLettersPerMinute(), Duration.ofMinutes(1), System::nanoTime);
    properties =
        StreamsSettings.of(
            settings,
            epoch,
            connection,
            new UnreadableRecords.Destination(connection.topics(), limit, counters),
            memory);
    this.epoch = epoch;
    decisions = new Decisions(connection);
    watch = new ModeWatch(decisions, epoch);
    Imprint imprint =
        new Imprint(
            rulesetVersion,
            owners.version(),
            applicationId() + "/" + Instant.now(),
            epoch.source(connection.topics()));
    topologies =
        topics ->
            new ClassifyTopology(
                new Formats(topics, format),
                judge,
                owners,
                imprint,
                settings.quietAfter(),
                settings.expiry(),
                counters,
                alerts,
                () -> watch.require(topics.mode()));
  }

  /**
   * Classifies until {@link #close()}.
   *
   * @throws IllegalStateException if topics or schemas are not as they have to be, or if the stage
   *     had to stop; says why
   */
  public void run() throws InterruptedException, IOException {
    started = true;
    try (Admin admin = Admin.create(connection.client(applicationId() + "-admin"))) {
      OptionalInt partitions = awaitPreconditions(admin);
      if (partitions.isPresent()) {
        Preconditions.oldTransactions(admin).ifPresent(LOG::warn);
        follow(admin, partitions.getAsInt());
      }
    } finally {
      decisions.close();
      format.close();
      stopped.countDown();
    }
    Throwable cause = failure.get();
    if (cause != null) {
      throw new IllegalStateException("classify stopped: " + Running.reason(cause), cause);
    }
  }

  /** Commits what was done and ends {@link #run()}; returns when it has ended. */
  @Override
  public void close() {
    stopping.countDown();
    if (!started) {
      return;
    }
    try {
      stopped.await(Running.CLOSING.toSeconds() + 5, TimeUnit.SECONDS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** What it waits for; empty when it is ready, that is: classifying. */
  public Optional<String> waitingFor() {
    return running().map(Running::waitingFor).orElse(Optional.of(waitingFor));
  }

  /** Whether it has not failed. */
  public boolean alive() {
    return failure.get() == null;
  }

  /**
   * Whether all is said that there is to say of what was observed up to now: nothing is dirty,
   * every fingerprint is quiet and its last verdict issued, every slice told, and nothing is left
   * to read in any topic. For this process alone; asks the broker, so it takes some milliseconds.
   * True only when nothing has moved between calls for some commit intervals: call it repeatedly.
   */
  public boolean quiet() {
    return running().filter(Running::quiet).isPresent();
  }

  private Optional<Running> running() {
    return Optional.ofNullable(following).flatMap(Following::running);
  }

  private EpochTopics topics(Mode mode, int partitions) {
    Topics open = connection.topics();
    return new EpochTopics(
        mode, epoch.inputs(open), open, open.ofEpoch(epoch.number()), partitions);
  }

  private String applicationId() {
    return StreamsSettings.applicationId(settings, epoch, connection);
  }

  /** How many partitions its inputs have; empty if it was closed meanwhile. */
  private OptionalInt awaitPreconditions(Admin admin) throws InterruptedException, IOException {
    Preconditions preconditions = new Preconditions(connection, epoch, admin, alerting);
    do {
      try {
        List<String> wrong = preconditions.wrong();
        if (wrong.isEmpty()) {
          return OptionalInt.of(preconditions.partitions());
        }
        throw fail(new IllegalStateException(String.join("; ", wrong)));
      } catch (KafkaException unreachable) {
        waitFor(unreachable);
      }
    } while (!stopping.await(RETRY.toMillis(), TimeUnit.MILLISECONDS));
    return OptionalInt.empty();
  }

  private void waitFor(KafkaException unreachable) {
    String reason = connection + ": " + unreachable.getMessage();
    if (!reason.equals(waitingFor)) {
      LOG.warn("waiting for {}", reason);
    }
    waitingFor = reason;
  }

  private <T extends Throwable> T fail(T cause) {
    failure.compareAndSet(null, cause);
    return cause;
  }

  private void follow(Admin admin, int partitions) throws InterruptedException {
    Following follower =
        new Following(
            watch::now,
            stopping,
            mode -> begin(topics(mode, partitions), admin),
            this::waitFor,
            this::stop);
    following = follower;
    if (follower.follow()) {
      memory.close();
    }
  }

  private Running begin(EpochTopics topics, Admin admin) {
    properties.put(StreamsConfig.CLIENT_ID_CONFIG, ClientId.of(applicationId(), topics.mode()));
    Topology topology = topologies.apply(topics).topology(new StreamsConfig(properties));
    LOG.info(
        "classifying as {}, {}, state in {}",
        applicationId(),
        topics.mode(),
        settings.stateDirectory());
    return Running.start(
        new KafkaStreams(topology, properties),
        registry,
        new Quietness(
            settings.commitInterval(),
            counters.backlog(),
            Quietness.lag(admin, applicationId(), topics, alerting)),
        this::stop);
  }

  private void stop(Throwable cause) {
    LOG.error("classify stops: {}", Running.reason(cause));
    fail(cause);
    stopping.countDown();
  }
}
