package dev.unmask.enrich;

import dev.unmask.avro.Provenance;
import dev.unmask.enrich.chain.ChainJudge;
import dev.unmask.enrich.hints.Hints;
import dev.unmask.enrich.memory.ProbeMemory;
import dev.unmask.enrich.observe.Leaves;
import dev.unmask.enrich.observe.Observations;
import dev.unmask.enrich.policy.AddressRules;
import dev.unmask.enrich.policy.BlocklistWatch;
import dev.unmask.enrich.policy.Interest;
import dev.unmask.enrich.policy.Pace;
import dev.unmask.enrich.policy.Policy;
import dev.unmask.enrich.policy.Recency;
import dev.unmask.enrich.policy.Sampling;
import dev.unmask.enrich.probe.HostProber;
import dev.unmask.enrich.probe.visit.HostTarget;
import dev.unmask.enrich.probe.visit.ProberSettings;
import dev.unmask.enrich.publish.Publisher;
import dev.unmask.enrich.publish.RecordFaults;
import dev.unmask.enrich.queue.Work;
import dev.unmask.enrich.queue.WorkQueue;
import dev.unmask.schemas.connection.KafkaConnection;
import dev.unmask.schemas.owner.OwnerCatalogue;
import dev.unmask.schemas.serde.AvroFormat;
import dev.unmask.schemas.topic.Topics;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/** All that runs while enrich runs, put together; taken apart in the reverse order. */
final class Pipeline implements AutoCloseable {
  private static final Duration COMMIT_INTERVAL = Duration.ofSeconds(1);
  private static final int HINTS_KEPT = 200_000;

  /** 96 MiB at most. */
  private static final int HOSTS_REMEMBERED = 4_000_000;

  /** More than this at once is no accident. */
  private static final int DEAD_LETTERS_AT_ONCE = 1_000;

  private final EnrichSettings settings;
  private final Topics topics;
  private final Opened opened = new Opened();
  private final Threads threads;
  private final BlocklistWatch blocklist;
  private final ProbeMemory memory;
  private final Reading reading;
  private final Writing writing;
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
    this.topics = connection.topics();
    try {
      var clients = new Clients(connection, settings.identity().name());
      threads = opened.add(new Threads());
      blocklist = opened.add(new BlocklistWatch(settings.probing().blocklist()));
      blocklist.start();
      var format = opened.add(new AvroFormat(connection));
      memory = opened.add(memory(clients, format));
      var producer = clients.producer();
      opened.add(producer, () -> Clients.close(producer));
      var publisher = new Publisher(producer, topics, format);
      reading = reading(format, publisher, owners);
      writing = writing(publisher);
      var metrics = new EnrichMetrics(registry);
      var work = work(opened.add(hints(clients, format)), judge, metrics);
      queue = queue(clients, work);
      metrics.watch(queue::state, Clock.systemUTC());
      metrics.watch(blocklist);
    } catch (RuntimeException e) {
      opened.close();
      throw e;
    }
  }

  private Reading reading(AvroFormat format, Publisher publisher, OwnerCatalogue owners) {
    var reader =
        new BannerReader(
            format.deserializer(topics.banners()), new Leaves(owners), publisher::partitions);
    return new Reading(
        reader,
        new Patience("the schema registry", error -> false, threads.workers(), threads.timer()));
  }

  private Writing writing(Publisher publisher) {
    var patience =
        new Patience(
            "the broker or the schema registry",
            RecordFaults::isOwn,
            threads.workers(),
            threads.timer());
    return new Writing(
        publisher, patience, new DeadLetterBrake(DEAD_LETTERS_AT_ONCE, threads.timer()), memory);
  }

  private ProbeMemory memory(Clients clients, AvroFormat format) {
    var remembered =
        new ProbeMemory(topics.probed(), format, clients.reader("memory"), HOSTS_REMEMBERED);
    remembered.start();
    return remembered;
  }

  private Hints hints(Clients clients, AvroFormat format) {
    var hints = new Hints(topics.hints(), format, clients.reader("hints"), HINTS_KEPT);
    hints.start();
    return hints;
  }

  private Work work(Hints hints, ChainJudge judge, EnrichMetrics metrics) {
    var policy = policy(hints);
    var turns = turns(new Pace(settings.probing().moderation().rates(), threads.timer()), metrics);
    var prober = opened.add(prober(settings.prober(), policy, turns, judge));
    var careful =
        opened.add(
            new LazyProber(() -> prober(settings.prober().withJdkTls(), policy, turns, judge)));
    var observations = new Observations(this::provenance, judge, Clock.systemUTC());
    var work =
        new BannerWork(
            reading,
            policy,
            prober::probe,
            careful::probe,
            observations,
            writing,
            threads.workers(),
            metrics);
    return new RememberingWork(work, memory, threads.afterASecond());
  }

  private HostProber prober(
      ProberSettings limits,
      Policy policy,
      Function<HostTarget, CompletableFuture<Void>> turns,
      ChainJudge judge) {
    return new HostProber(limits, policy::gate, turns, judge, settings.userAgent());
  }

  private Policy policy(Hints hints) {
    var probing = settings.probing();
    return new Policy(
        probing.contact().isPresent(),
        probing.scope(),
        new AddressRules(blocklist::inForce, probing.allowLocal()),
        new Interest(probing.scope(), hints::of, probing.widelyShared()),
        new Recency(memory::lastProbed, probing.moderation().reprobeAfter(), Clock.systemUTC()),
        new Sampling(probing.moderation().samples(), hints::of));
  }

  private static Function<HostTarget, CompletableFuture<Void>> turns(
      Pace pace, EnrichMetrics metrics) {
    return target -> {
      var turn = pace.take(target.endpoint().getIp(), target.asn());
      metrics.waitsForRates(turn);
      return turn;
    };
  }

  /** Of this moment: the blocklist may change. A scope without a contact is not in force. */
  private Provenance provenance() {
    var identity = settings.identity();
    var probing = settings.probing();
    return Provenance.newBuilder()
        .setEnricher(identity.name())
        .setVersion(identity.version())
        .setVantage(identity.vantage())
        .setScopeHash(probing.probes() ? probing.scope().hash() : "")
        .setBlocklistHash(blocklist.inForce().hash())
        .build();
  }

  private WorkQueue queue(Clients clients, Work work) {
    var consumer = clients.worker(group());
    opened.add(consumer, () -> Clients.close(consumer));
    return new WorkQueue(
        consumer,
        topics.banners().name(),
        work,
        settings.queue(),
        COMMIT_INTERVAL,
        System::nanoTime);
  }

  private String group() {
    return settings.group().orElse(topics.prefix() + ".enrich");
  }

  /** Works until stopped, see {@link WorkQueue#run}. */
  void run() {
    queue.run(settings.drainTimeout());
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
    return blocklist
        .broken()
        .map(why -> "a blocklist that can be used: " + why)
        .or(memory::waitingFor)
        .or(reading::waitingFor)
        .or(writing::waitingFor);
  }

  @Override
  public void close() {
    opened.close();
  }
}
