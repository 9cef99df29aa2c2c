package dev.unmask.enrich;

import dev.unmask.avro.Observation;
import dev.unmask.avro.Outcome;
import dev.unmask.avro.TlsProbe;
import dev.unmask.enrich.observe.Observations;
import dev.unmask.enrich.observe.Sighting;
import dev.unmask.enrich.policy.Decision;
import dev.unmask.enrich.policy.Policy;
import dev.unmask.enrich.probe.HostReport;
import dev.unmask.enrich.publish.Publisher;
import dev.unmask.enrich.queue.Work;
import java.util.ArrayList;
import java.util.Collection;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
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
 *    |   \--misplaced--> send on ------------------------> write --+
 *    \------unusable---> dead letter --------------------> write --/
 * </pre>
 *
 * <p>Reading, observing and writing run on the workers, since they may block; a visit on the
 * prober's event loops, which only pass its report on. Reading and writing are repeated until
 * registry and broker are there. What else goes wrong is taken for the banner's fault: it goes to
 * the dead letters, and the rest goes on.
 */
final class BannerWork implements Work {
  private static final Logger LOG = LoggerFactory.getLogger(BannerWork.class);

  private final BannerReader reader;
  private final Policy policy;
  private final Visits visits;
  private final Observations observations;
  private final Publisher publisher;
  private final Patience reading;
  private final Patience writing;
  private final Executor workers;
  private final EnrichMetrics metrics;

  BannerWork(
      BannerReader reader,
      Policy policy,
      Visits visits,
      Observations observations,
      Publisher publisher,
      Patience reading,
      Patience writing,
      Executor workers,
      EnrichMetrics metrics) {
    this.reader = reader;
    this.policy = policy;
    this.visits = visits;
    this.observations = observations;
    this.publisher = publisher;
    this.reading = reading;
    this.writing = writing;
    this.workers = workers;
    this.metrics = metrics;
  }

  @Override
  public CompletableFuture<Finish> start(ConsumerRecord<byte[], byte[]> record) {
    var task = new Task();
    metrics.delivered();
    task.done().whenComplete((finish, error) -> count(finish));
    reading
        .insist(task, () -> CompletableFuture.completedFuture(reader.read(record)))
        .thenCompose(read -> handle(task, record, read))
        .exceptionallyCompose(error -> deadUnlessOurs(task, record, cause(error)))
        .whenComplete(task::end);
    return task.done();
  }

  private void count(@Nullable Finish finish) {
    if (finish == null) {
      metrics.released();
    } else {
      metrics.finished(finish);
    }
  }

  private CompletableFuture<Finish> handle(
      Task task, ConsumerRecord<byte[], byte[]> record, BannerReader.Read read) {
    if (read instanceof BannerReader.Usable usable) {
      return look(task, usable.sighting());
    }
    if (read instanceof BannerReader.Misplaced misplaced) {
      return write(
          task, () -> publisher.forward(record, misplaced.endpoint()), new Finish.Forwarded());
    }
    return dead(task, record, ((BannerReader.Unusable) read).why());
  }

  private CompletableFuture<Finish> look(Task task, Sighting sighting) {
    var decision = policy.decide(sighting.subject());
    if (decision instanceof Decision.Probe probe) {
      return visits
          .visit(task, sighting.target(probe.tier()))
          .thenComposeAsync(report -> report(task, sighting, probe, report), workers);
    }
    var passive = (Decision.Passive) decision;
    var observation = observations.passive(sighting, passive);
    return write(task, observation, sighting.chain(), new Finish.Passive(passive.reason()));
  }

  private CompletableFuture<Finish> report(
      Task task, Sighting sighting, Decision.Probe decision, HostReport report) {
    var shown = new ArrayList<>(report.chain());
    shown.addAll(sighting.chain());
    var outcome = report.tls().map(TlsProbe::getOutcome).orElse(Outcome.UNKNOWN_ERROR);
    var finish = new Finish.Probed(outcome, report.connections());
    return write(task, observations.probed(sighting, decision, report), shown, finish);
  }

  private CompletableFuture<Finish> dead(
      Task task, ConsumerRecord<byte[], byte[]> record, Throwable why) {
    return write(task, () -> publisher.dead(record, why), new Finish.Dead());
  }

  private CompletableFuture<Finish> write(
      Task task, Observation observation, Collection<byte[]> shown, Finish finish) {
    return write(task, () -> publisher.observation(observation, shown), finish);
  }

  private CompletableFuture<Finish> write(
      Task task, Supplier<CompletableFuture<Void>> step, Finish finish) {
    return writing.insist(task, step).thenApply(acknowledged -> finish);
  }

  /** That it was cancelled, or that the machine is at its end, is not the banner's fault. */
  private CompletableFuture<Finish> deadUnlessOurs(
      Task task, ConsumerRecord<byte[], byte[]> record, Throwable error) {
    if (error instanceof CancellationException || error instanceof Error) {
      return CompletableFuture.failedFuture(error);
    }
    LOG.warn(
        "{}-{} at offset {} goes to the dead letters: {}",
        record.topic(),
        record.partition(),
        record.offset(),
        error.toString());
    return dead(task, record, error);
  }

  private static Throwable cause(Throwable error) {
    return error instanceof CompletionException && error.getCause() != null
        ? error.getCause()
        : error;
  }
}
