package dev.unmask.enrich;

import dev.unmask.enrich.chain.ChainJudge;
import dev.unmask.enrich.chain.TrustStores;
import dev.unmask.enrich.policy.ScopeChange;
import dev.unmask.enrich.queue.QueueState;
import dev.unmask.schemas.connection.KafkaConnection;
import dev.unmask.schemas.owner.OwnerCatalogue;
import dev.unmask.schemas.serde.AvroFormat;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.apache.kafka.common.errors.InterruptException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The stage enrich: reads {@code unmask.banners}, probes what policy allows, writes {@code
 * unmask.observations} and {@code unmask.certificates}. At least once: a banner is finished when
 * the broker has its observation, and what was not finished is done again after a crash. Any number
 * of enrichers share the work; one alone sees a subnet.
 *
 * <p>Metrics are named {@code unmask.enrich.*}; {@code delivered = probed + passive + forwarded +
 * dead + released + inflight}.
 *
 * <p>One thread calls {@link #run}, once; all else may be called from any thread.
 */
public final class Enrich implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Enrich.class);
  private static final Duration STUCK = Duration.ofMinutes(1);
  private static final Duration CLOSING = Duration.ofSeconds(30);

  private final EnrichSettings settings;
  private final KafkaConnection connection;
  private final OwnerCatalogue owners;
  private final MeterRegistry registry;
  private final CountDownLatch closed = new CountDownLatch(1);
  private final CountDownLatch ended = new CountDownLatch(1);
  private final AtomicBoolean begun = new AtomicBoolean();
  private Optional<Thread> waiting = Optional.empty();
  private volatile Optional<Thread> runner = Optional.empty();
  private volatile Optional<Pipeline> pipeline = Optional.empty();

  /**
   * Contacts nobody.
   *
   * @throws IllegalArgumentException if the scope names an owner that the catalogue does not know
   */
  public Enrich(
      EnrichSettings settings,
      KafkaConnection connection,
      OwnerCatalogue owners,
      MeterRegistry registry) {
    settings.probing().scope().requireKnownOwners(owners);
    this.settings = settings;
    this.connection = connection;
    this.owners = owners;
    this.registry = registry;
  }

  /**
   * Works until {@link #close}. Waits for a broker or a registry that cannot be reached, at the
   * start and later, with the offsets unmoved.
   *
   * @throws IllegalStateException if a topic or a schema is missing; the message says which
   * @throws org.apache.kafka.common.KafkaException if the broker refuses what enrich needs
   * @throws IllegalArgumentException if a file of trust anchors cannot be read, or if the scope
   *     adds more hosts than is confirmed
   */
  public void run() {
    if (!begun.compareAndSet(false, true)) {
      throw new IllegalStateException("enrich runs already, or has run");
    }
    runner = Optional.of(Thread.currentThread());
    try {
      var judge = new ChainJudge(TrustStores.load(settings.probing().trustRoots()));
      if (prerequisitesAreThere() && closed.getCount() > 0) {
        work(judge);
      }
    } finally {
      ended.countDown();
    }
  }

  /**
   * The only part that a close interrupts: later there are clients that must be closed in order.
   */
  private boolean prerequisitesAreThere() {
    waiting(Optional.of(Thread.currentThread()));
    try {
      return new Prerequisites(connection, closed).await();
    } finally {
      waiting(Optional.empty());
      if (closed.getCount() == 0) {
        Thread.interrupted(); // by close, and perhaps too late to be noticed
      }
    }
  }

  private synchronized void waiting(Optional<Thread> thread) {
    waiting = thread;
  }

  private synchronized void interruptWaiting() {
    waiting.ifPresent(Thread::interrupt);
  }

  private void work(ChainJudge judge) {
    try {
      checkScope();
      process(judge);
    } catch (InterruptException e) {
      if (closed.getCount() > 0) {
        throw e;
      }
    }
  }

  private void checkScope() {
    onScope(ScopeCheck::require);
  }

  /**
   * How many hosts the scope would add to those that may be probed, from what the newest
   * observations say; with or without a contact. Instead of {@link #run}: nothing is worked on, and
   * nobody probed.
   *
   * @throws IllegalStateException if a topic or a schema is missing; the message says which
   * @throws org.apache.kafka.common.KafkaException if the broker cannot be reached
   */
  public ScopeChange preview() {
    new Prerequisites(connection, closed).require();
    return onScope(ScopeCheck::change);
  }

  private <T> T onScope(Function<ScopeCheck, T> what) {
    var clients = new Clients(connection, settings.identity().name());
    try (var format = new AvroFormat(connection);
        var consumer = clients.reader("scope")) {
      return what.apply(
          new ScopeCheck(settings.probing(), owners, connection.topics(), format, consumer));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void process(ChainJudge judge) {
    try (var opened = new Pipeline(settings, connection, owners, judge, registry)) {
      pipeline = Optional.of(opened);
      if (closed.getCount() == 0) {
        opened.stop();
      }
      opened.run();
    }
  }

  /**
   * Stops: takes nothing more, lets what is in flight end for as long as the drain timeout allows,
   * hands back the rest, commits. Returns when {@link #run} has.
   */
  @Override
  public void close() {
    closed.countDown();
    interruptWaiting();
    pipeline.ifPresent(Pipeline::stop);
    if (begun.get() && !endsWithin(settings.drainTimeout().plus(CLOSING))) {
      LOG.warn("Enrich has not ended {} after its drain timeout, interrupting it", CLOSING);
      interrupt();
    }
  }

  private void interrupt() {
    runner.ifPresent(Thread::interrupt);
  }

  private boolean endsWithin(Duration time) {
    try {
      return ended.await(time.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** What readiness waits for, for people; empty if the stage works. */
  public Optional<String> waitingFor() {
    if (!begun.get()) {
      return Optional.of("the start");
    }
    if (ended.getCount() == 0) {
      return Optional.of("nothing: the stage has ended");
    }
    return pipeline.map(Pipeline::waitingFor).orElseGet(() -> Optional.of(connection.toString()));
  }

  /** False once the stage has ended, or its loop is stuck for a minute. */
  public boolean alive() {
    return ended.getCount() > 0
        && pipeline.map(opened -> opened.queue().sinceLastPass().compareTo(STUCK) < 0).orElse(true);
  }

  /** What is before this enricher. */
  public Optional<QueueState> state() {
    return pipeline.map(opened -> opened.queue().state());
  }

  /**
   * Whether every banner of the partitions that this enricher has is finished, as far as the broker
   * has said.
   */
  public boolean idle() {
    return state().map(QueueState::idle).orElse(false);
  }
}
