package dev.unmask.enrich;

import dev.unmask.avro.Provenance;
import dev.unmask.enrich.chain.ChainJudge;
import dev.unmask.enrich.hints.Hints;
import dev.unmask.enrich.observe.Leaves;
import dev.unmask.enrich.observe.Observations;
import dev.unmask.enrich.policy.AddressRules;
import dev.unmask.enrich.policy.Pace;
import dev.unmask.enrich.policy.Policy;
import dev.unmask.enrich.probe.HostProber;
import dev.unmask.enrich.publish.Publisher;
import dev.unmask.enrich.publish.RecordFaults;
import dev.unmask.enrich.queue.WorkQueue;
import dev.unmask.schemas.connection.KafkaConnection;
import dev.unmask.schemas.owner.OwnerCatalogue;
import dev.unmask.schemas.serde.AvroFormat;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All that runs while enrich runs, put together; taken apart in the reverse order. */
final class Pipeline implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Pipeline.class);
  private static final Duration COMMIT_INTERVAL = Duration.ofSeconds(1);
  private static final int HINTS_KEPT = 200_000;

  private final Deque<AutoCloseable> opened = new ArrayDeque<>();
  private final EnrichSettings settings;
  private final KafkaConnection connection;
  private final Patience reading;
  private final Patience writing;
  private final WorkQueue queue;

  /**
   * Opens clients and threads; hints are read from now on.
   *
   * @param judge of chains, by the operator's trust anchors too
   */
  Pipeline(
      EnrichSettings settings,
      KafkaConnection connection,
      OwnerCatalogue owners,
      ChainJudge judge,
      MeterRegistry registry) {
    this.settings = settings;
    this.connection = connection;
    try {
      var workers = workers();
      var timer = timer();
      reading = new Patience("the schema registry", error -> false, workers, timer);
      writing =
          new Patience(
              "the broker and the schema registry to take what was seen",
              RecordFaults::isOwn,
              workers,
              timer);
      queue = assemble(owners, judge, registry, workers, timer);
    } catch (RuntimeException e) {
      close();
      throw e;
    }
  }

  private WorkQueue assemble(
      OwnerCatalogue owners,
      ChainJudge judge,
      MeterRegistry registry,
      ExecutorService workers,
      ScheduledExecutorService timer) {
    var clients = new Clients(connection, settings.identity().name());
    var topics = connection.topics();
    var format = opened(new AvroFormat(connection));
    var publisher = new Publisher(opened(clients.producer()), topics, format);
    var hints = opened(new Hints(topics.hints(), format, clients.reader(), HINTS_KEPT));
    var policy = policy(hints);
    var prober =
        opened(new HostProber(settings.prober(), policy::gate, judge, settings.userAgent()));
    var pace =
        new Pace(
            settings.probing().rate(),
            settings.probing().subnetRate(),
            Visits.MOST_CONNECTIONS,
            timer);
    var reader =
        new BannerReader(
            format.deserializer(topics.banners()), new Leaves(owners), publisher::partitions);
    var metrics = new EnrichMetrics(registry);
    var work =
        new BannerWork(
            reader,
            policy,
            new Visits(prober::probe, pace),
            new Observations(provenance(), judge, Clock.systemUTC()),
            publisher,
            reading,
            writing,
            workers,
            metrics);
    var consumer = opened(clients.worker(group()));
    hints.start();
    var queue =
        new WorkQueue(
            consumer,
            topics.banners().name(),
            work,
            settings.queue(),
            COMMIT_INTERVAL,
            System::nanoTime);
    metrics.watch(queue::state, Clock.systemUTC());
    return queue;
  }

  private Policy policy(Hints hints) {
    var probing = settings.probing();
    var addresses = new AddressRules(probing.blocklist(), probing.allowLocal());
    return new Policy(
        probing.contact().isPresent(),
        probing.scope(),
        addresses,
        hints::of,
        probing.widelyShared());
  }

  private Provenance provenance() {
    var identity = settings.identity();
    return Provenance.newBuilder()
        .setEnricher(identity.name())
        .setVersion(identity.version())
        .setVantage(identity.vantage())
        .setScopeHash(settings.probing().scope().hash())
        .setBlocklistHash(settings.probing().blocklist().hash())
        .build();
  }

  /** Works until stopped, see {@link WorkQueue#run}. */
  void run() {
    queue.run(settings.drain());
  }

  /** From any thread; returns at once. */
  void stop() {
    queue.stop();
  }

  WorkQueue queue() {
    return queue;
  }

  Optional<String> waitingFor() {
    if (!queue.joined()) {
      return Optional.of("consumer group " + group() + " to take this enricher in");
    }
    return reading.waitingFor().or(writing::waitingFor);
  }

  private String group() {
    return settings.group().orElse(connection.topics().prefix() + ".enrich");
  }

  /** In the reverse order of opening. */
  @Override
  public void close() {
    while (!opened.isEmpty()) {
      var part = opened.pop();
      try {
        part.close();
      } catch (Exception e) {
        LOG.warn(
            "{} could not be closed in order: {}", part.getClass().getSimpleName(), e.toString());
      }
    }
  }

  private <T extends AutoCloseable> T opened(T part) {
    opened.push(part);
    return part;
  }

  /** Two at least: one may be waiting for the registry. */
  private ExecutorService workers() {
    var workers =
        Executors.newFixedThreadPool(
            Math.max(2, Runtime.getRuntime().availableProcessors()),
            threads("unmask-enrich-worker"));
    opened.push(workers::shutdownNow);
    return workers;
  }

  private ScheduledExecutorService timer() {
    var timer = Executors.newSingleThreadScheduledExecutor(threads("unmask-enrich-timer"));
    opened.push(timer::shutdownNow);
    return timer;
  }

  private static ThreadFactory threads(String name) {
    return task -> {
      var thread = new Thread(task, name);
      thread.setDaemon(true);
      return thread;
    };
  }
}
