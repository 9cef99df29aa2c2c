package dev.unmask.enrich.probe;

import dev.unmask.avro.Outcome;
import dev.unmask.enrich.chain.ChainJudge;
import dev.unmask.enrich.probe.connection.HostLine;
import dev.unmask.enrich.probe.connection.HostTime;
import dev.unmask.enrich.probe.connection.LargeFlights;
import dev.unmask.enrich.probe.connection.Traffic;
import dev.unmask.enrich.probe.resumption.SessionResumption;
import dev.unmask.enrich.probe.tls.TlsProviders;
import dev.unmask.enrich.probe.visit.Finding;
import dev.unmask.enrich.probe.visit.HostTarget;
import dev.unmask.enrich.probe.visit.ProbeKit;
import dev.unmask.enrich.probe.visit.ProberSettings;
import dev.unmask.enrich.probe.visit.Visit;
import io.netty.channel.EventLoop;
import java.net.InetAddress;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Probes hosts: thousands at once, at most one connection at a time to each, each within its
 * deadlines whatever it does. Safe from any thread. The futures that it hands out always complete,
 * normally unless they are cancelled or a mistake of ours spoils a report, on threads of its own
 * that must not be blocked.
 */
public final class HostProber implements AutoCloseable {

  /** Hosts with which hands may be shaken for the first time, for each event loop. */
  private static final int HANDSHAKES_AT_ONCE = 200;

  /** A mebibyte each, so 8 MiB in all beside the half that every host may cost. */
  private static final int LARGE_FLIGHTS_AT_ONCE = 8;

  private static final Duration LONGEST_CLOSE = Duration.ofSeconds(10);

  private final ProberSettings settings;
  private final Function<InetAddress, Optional<Outcome>> gate;
  private final Function<HostTarget, CompletableFuture<Void>> pace;
  private final ProberThreads threads;
  private final ProbeKit kit;
  private final Probes probes;
  private final Reporter reporter;
  private final HostTurns turns = new HostTurns();
  private final Turnstile turnstile;
  private final LargeFlights largeFlights = new LargeFlights(LARGE_FLIGHTS_AT_ONCE);
  private final Set<Promise> owed = ConcurrentHashMap.newKeySet();
  private volatile boolean closed;

  /**
   * @param gate asked with the address immediately before each connect; empty allows it, an outcome
   *     forbids it. On an event loop: it must not block
   * @param pace asked before each connect; its answer completes when the rates allow one more. On
   *     any thread: it must not block
   * @param userAgent of HTTP requests, printable ASCII; carries the operator's contact
   */
  public HostProber(
      ProberSettings settings,
      Function<InetAddress, Optional<Outcome>> gate,
      Function<HostTarget, CompletableFuture<Void>> pace,
      ChainJudge judge,
      String userAgent) {
    if (!userAgent.matches("[ -~]{1,512}")) {
      throw new IllegalArgumentException("a User-Agent is 1 to 512 printable ASCII characters");
    }
    this.settings = settings;
    this.gate = gate;
    this.pace = pace;
    this.turnstile = new Turnstile(HANDSHAKES_AT_ONCE * settings.eventLoops());
    this.threads = new ProberThreads(settings.eventLoops(), settings.parsers());
    SecureRandom random = new SecureRandom();
    this.probes =
        Probes.by(settings, new SessionResumption(Clock.systemUTC(), threads.parsers(), random));
    this.kit =
        new ProbeKit(
            settings,
            TlsProviders.open(settings.nativeTls(), threads.parsers()),
            threads.legacy(),
            random,
            userAgent);
    this.reporter = new Reporter(judge, threads.parsers(), Clock.systemUTC());
  }

  /**
   * Probes one host; waits for its turn where another port of the same address is being probed.
   * What the host does, and {@link #close()}, are outcomes in the report, never an exception.
   *
   * @return cancelling it ends the visit at once: its connection is closed, and no other is begun
   */
  public CompletableFuture<HostReport> probe(HostTarget target) {
    Promise promise = new Promise(target);
    owed.add(promise);
    turns.take(target.address(), () -> waitForPace(promise));
    CompletableFuture<HostReport> given = promise.report.copy();
    given.whenComplete(
        (report, failure) -> {
          if (given.isCancelled()) {
            promise.stop();
          }
        });
    return given;
  }

  /** Cancels what is running, and completes its futures with what was seen until then. */
  @Override
  public void close() {
    closed = true;
    owed.forEach(Promise::stop);
    CompletableFuture.allOf(
            owed.stream().map(promise -> promise.report).toArray(CompletableFuture<?>[]::new))
        .completeOnTimeout(null, LONGEST_CLOSE.toMillis(), TimeUnit.MILLISECONDS)
        .exceptionally(toldToWhoWaits -> null)
        .join();
    threads.close();
    kit.clients().close();
  }

  /** A report that is owed to somebody. Safe from any thread. */
  private static final class Promise {
    private final HostTarget target;
    private final CompletableFuture<HostReport> report = new CompletableFuture<>();
    private @Nullable HostRun run;
    private boolean stopped;
    private volatile CompletableFuture<Void> turn = new CompletableFuture<>();

    Promise(HostTarget target) {
      this.target = target;
    }

    /** From now on a stop ends the run. */
    synchronized boolean begin(HostRun begun) {
      run = begun;
      return !stopped;
    }

    /** A stop does not wait for a turn. */
    void waitsFor(CompletableFuture<Void> awaited) {
      turn = awaited;
      if (isStopped()) {
        awaited.cancel(false);
      }
    }

    private synchronized boolean isStopped() {
      return stopped;
    }

    private synchronized Optional<HostRun> stopping() {
      stopped = true;
      return Optional.ofNullable(run);
    }

    void stop() {
      stopping()
          .ifPresentOrElse(
              begun -> begun.loop().execute(() -> begun.stop(Outcome.CANCELLED, "stopped")),
              () -> turn.cancel(false));
    }
  }

  /** For the first connect; it is not waited for inside, where places are few. */
  private void waitForPace(Promise promise) {
    CompletableFuture<Void> turn = pace.apply(promise.target);
    promise.waitsFor(turn);
    turn.whenComplete((taken, stopped) -> turnstile.enter(inside -> begin(promise, inside)));
  }

  private void begin(Promise promise, Turnstile.Inside inside) {
    EventLoop loop = threads.nextLoop();
    Stay stay = new Stay(loop, inside);
    HostRun run = run(loop, promise, stay);
    if (loop.isShuttingDown()) {
      run.stop(Outcome.CANCELLED, "stopped");
    } else {
      loop.execute(() -> start(run, promise, stay));
    }
  }

  private HostRun run(EventLoop loop, Promise promise, Stay stay) {
    HostTarget target = promise.target;
    HostTime time = new HostTime(settings.timings().deadline(target.tier()));
    Traffic traffic = new Traffic(settings.maxBytes(), stay::heard, largeFlights);
    return new HostRun(
        new Visit(target, line(loop, target, time, traffic), kit),
        probes.of(target),
        time,
        stay::end,
        (ended, findings) -> {
          stay.end();
          end(promise, findings, Reporter.Cost.of(ended.line()));
        });
  }

  private void start(HostRun run, Promise promise, Stay stay) {
    if (!promise.begin(run) || closed) {
      run.stop(Outcome.CANCELLED, "stopped");
      return;
    }
    stay.begin();
    run.start();
  }

  private HostLine line(EventLoop loop, HostTarget target, HostTime time, Traffic traffic) {
    return new HostLine(
        threads.sockets(loop),
        target.address(),
        new TargetAdmission(target, gate, pace),
        settings.timings().connectTimeout(),
        time,
        traffic);
  }

  private void end(Promise promise, List<Finding> findings, Reporter.Cost cost) {
    HostTarget target = promise.target;
    reporter
        .report(target, findings, cost)
        .whenComplete(
            (made, failure) -> {
              owed.remove(promise);
              turns.done(target.address());
              if (failure == null) {
                promise.report.complete(made);
              } else {
                promise.report.completeExceptionally(failure);
              }
            });
  }
}
