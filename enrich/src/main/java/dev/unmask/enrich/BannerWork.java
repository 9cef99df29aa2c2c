package dev.unmask.enrich;

import dev.unmask.avro.Outcome;
import dev.unmask.avro.TlsProbe;
import dev.unmask.enrich.memory.OneByOne;
import dev.unmask.enrich.observe.Observations;
import dev.unmask.enrich.observe.Sighting;
import dev.unmask.enrich.policy.Decision;
import dev.unmask.enrich.policy.Policy;
import dev.unmask.enrich.probe.HostReport;
import dev.unmask.enrich.probe.visit.HostTarget;
import dev.unmask.enrich.queue.Work;
import java.util.ArrayList;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is done with one banner.
 *
 * <pre>
 *   read --usable--> decide --passive----------------> observe --> write --> finished
 *    |  \                \---probe--> visit --report-/              /
 *    |   \                              \--differs--> visit deeper, once
 *    |   \--misplaced--> send on ------------------------> write --+
 *    \------unusable---> dead letter --------------------> write --/
 * </pre>
 *
 * <p>A banner that may be why the process crashed is gone about the same way, but by a prober of
 * its own; one that has been found to be is a dead letter, unread.
 *
 * <p>Reading, observing and writing run on the workers, since they may block; probes on the
 * prober's event loops, which only pass its report on. Reading and writing are repeated until
 * registry and broker are there. What else goes wrong is taken for the banner's fault: it goes to
 * the dead letters, and the rest goes on, unless that happens too often.
 */
final class BannerWork implements Work {
  private static final Logger LOG = LoggerFactory.getLogger(BannerWork.class);

  private final Reading reading;
  private final Policy policy;
  private final Function<HostTarget, CompletableFuture<HostReport>> prober;
  private final Function<HostTarget, CompletableFuture<HostReport>> careful;
  private final Observations observations;
  private final Writing writing;
  private final Executor workers;
  private final EnrichMetrics metrics;
  private final OneByOne endpoints = new OneByOne();

  BannerWork(
      Reading reading,
      Policy policy,
      Function<HostTarget, CompletableFuture<HostReport>> prober,
      Function<HostTarget, CompletableFuture<HostReport>> careful,
      Observations observations,
      Writing writing,
      Executor workers,
      EnrichMetrics metrics) {
    this.reading = reading;
    this.policy = policy;
    this.prober = prober;
    this.careful = careful;
    this.observations = observations;
    this.writing = writing;
    this.workers = workers;
    this.metrics = metrics;
  }

  @Override
  public CompletableFuture<Finish> start(ConsumerRecord<byte[], byte[]> record) {
    return start(record, prober);
  }

  @Override
  public CompletableFuture<Finish> startCarefully(ConsumerRecord<byte[], byte[]> record) {
    LOG.debug("Going about {} carefully", place(record));
    return start(record, careful);
  }

  @Override
  public CompletableFuture<Finish> giveUp(ConsumerRecord<byte[], byte[]> record) {
    LOG.error("{} crashes the enricher, it goes to the dead letters", place(record));
    var task = begin();
    dead(task, record, new CrashesEnricherException()).whenComplete(task::end);
    return task.done();
  }

  private CompletableFuture<Finish> start(
      ConsumerRecord<byte[], byte[]> record,
      Function<HostTarget, CompletableFuture<HostReport>> by) {
    var task = begin();
    reading
        .read(task, record)
        .thenCompose(read -> handle(task, record, read, by))
        .exceptionallyCompose(error -> deadUnlessOurs(task, record, cause(error)))
        .whenComplete(task::end);
    return task.done();
  }

  private Task begin() {
    var task = new Task();
    metrics.delivered();
    task.done().whenComplete((finish, error) -> count(finish));
    return task;
  }

  private void count(@Nullable Finish finish) {
    if (finish == null) {
      metrics.released();
    } else {
      metrics.finished(finish);
    }
  }

  private CompletableFuture<Finish> handle(
      Task task,
      ConsumerRecord<byte[], byte[]> record,
      BannerReader.Read read,
      Function<HostTarget, CompletableFuture<HostReport>> by) {
    if (read instanceof BannerReader.Usable usable) {
      return look(task, usable.sighting(), by);
    }
    if (read instanceof BannerReader.Misplaced misplaced) {
      return writing
          .forward(task, record, misplaced.endpoint())
          .thenApply(sent -> new Finish.Forwarded());
    }
    return dead(task, record, ((BannerReader.Unusable) read).why());
  }

  /** One banner of an endpoint after the other, so that each knows what came of the last. */
  private CompletableFuture<Finish> look(
      Task task, Sighting sighting, Function<HostTarget, CompletableFuture<HostReport>> by) {
    return endpoints.after(sighting.key(), () -> decide(task, sighting, by));
  }

  private CompletableFuture<Finish> decide(
      Task task, Sighting sighting, Function<HostTarget, CompletableFuture<HostReport>> by) {
    if (!task.wanted()) {
      return CompletableFuture.failedFuture(new CancellationException("taken back"));
    }
    var decision = policy.decide(sighting.subject());
    if (decision instanceof Decision.Probe probe) {
      return new Visits(policy, by)
          .visit(task, sighting, probe)
          .thenComposeAsync(visited -> probed(task, sighting, visited), workers);
    }
    return passive(task, sighting, (Decision.Passive) decision);
  }

  private CompletableFuture<Finish> passive(
      Task task, Sighting sighting, Decision.Passive decision) {
    return writing
        .observation(task, observations.passive(sighting, decision), sighting.chain())
        .thenApply(written -> new Finish.Passive(decision.reason()));
  }

  private CompletableFuture<Finish> probed(Task task, Sighting sighting, Visits.Visited visited) {
    var decision = visited.decision();
    var report = visited.report();
    var shown = new ArrayList<>(report.shown());
    shown.addAll(sighting.chain());
    var outcome = report.tls().map(TlsProbe::getOutcome).orElse(Outcome.UNKNOWN_ERROR);
    var observation = observations.probed(sighting, decision, report);
    var written =
        report.connections() > 0
            ? writing.probed(task, observation, shown)
            : writing.observation(task, observation, shown);
    return written.thenApply(done -> new Finish.Probed(outcome, report.connections()));
  }

  private CompletableFuture<Finish> dead(
      Task task, ConsumerRecord<byte[], byte[]> record, Throwable why) {
    return writing.dead(task, record, why).thenApply(written -> new Finish.Dead());
  }

  /** That it was cancelled, or that the machine is at its end, is not the banner's fault. */
  private CompletableFuture<Finish> deadUnlessOurs(
      Task task, ConsumerRecord<byte[], byte[]> record, Throwable error) {
    if (error instanceof CancellationException || error instanceof Error) {
      return CompletableFuture.failedFuture(error);
    }
    LOG.warn("{} goes to the dead letters: {}", place(record), error.toString());
    return dead(task, record, error);
  }

  private static String place(ConsumerRecord<?, ?> record) {
    return "%s-%d at offset %d".formatted(record.topic(), record.partition(), record.offset());
  }

  private static Throwable cause(Throwable error) {
    return error instanceof CompletionException && error.getCause() != null
        ? error.getCause()
        : error;
  }
}
