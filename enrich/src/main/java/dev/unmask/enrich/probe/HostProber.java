package dev.unmask.enrich.probe;

import dev.unmask.avro.Outcome;
import dev.unmask.enrich.chain.ChainJudge;
import dev.unmask.enrich.probe.connection.ByteBudget;
import dev.unmask.enrich.probe.connection.Deadline;
import dev.unmask.enrich.probe.connection.HostLine;
import dev.unmask.enrich.probe.tls.TlsProviders;
import io.netty.channel.EventLoop;
import io.netty.util.concurrent.Future;
import java.net.InetAddress;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * Probes hosts: thousands at once, at most one connection at a time to each, each within its
 * deadlines whatever it does. Safe from any thread. The futures that it hands out always complete,
 * normally, on threads of its own that must not be blocked.
 */
public final class HostProber implements AutoCloseable {

  /** A host that has not ended by itself at its deadline is ended so much later. */
  private static final Duration GRACE = Duration.ofMillis(150);

  /** Hosts that may be shaking hands for the first time, for each event loop. */
  private static final int HANDSHAKES_AT_ONCE = 200;

  /** After which a host that is not done with it makes place for another: tarpits are patient. */
  private static final Duration LONGEST_PLACE = Duration.ofSeconds(4);

  private static final Duration LATE = Duration.ofMillis(50);

  private static final Duration LONGEST_CLOSE = Duration.ofSeconds(10);

  private final ProberSettings settings;
  private final Function<InetAddress, Optional<Outcome>> gate;
  private final ProberThreads threads;
  private final ProbeKit kit;
  private final Reporter reporter;
  private final HostTurns turns = new HostTurns();
  private final Turnstile turnstile;
  private final Set<HostRun> running = ConcurrentHashMap.newKeySet();
  private final Set<Promise> owed = ConcurrentHashMap.newKeySet();
  private volatile boolean closed;

  /**
   * @param gate asked with the address immediately before each connect; empty allows it, an outcome
   *     forbids it. On an event loop: it must not block
   * @param userAgent of HTTP requests, printable ASCII; carries the operator's contact
   */
  public HostProber(
      ProberSettings settings,
      Function<InetAddress, Optional<Outcome>> gate,
      ChainJudge judge,
      String userAgent) {
    if (!userAgent.matches("[ -~]{1,512}")) {
      throw new IllegalArgumentException("a User-Agent is 1 to 512 printable ASCII characters");
    }
    this.settings = settings;
    this.gate = gate;
    this.turnstile = new Turnstile(HANDSHAKES_AT_ONCE * settings.eventLoops());
    this.threads = new ProberThreads(settings.eventLoops(), settings.parsers());
    this.kit =
        new ProbeKit(
            settings,
            TlsProviders.open(settings.nativeTls(), threads.parsers()),
            threads.legacy(),
            new SecureRandom(),
            userAgent);
    this.reporter = new Reporter(judge, threads.parsers(), Clock.systemUTC());
  }

  /**
   * Probes one host; waits for its turn where another port of the same address is being probed.
   * What the host does, and {@link #close()}, are outcomes in the report, never an exception.
   */
  public CompletableFuture<HostReport> probe(HostTarget target) {
    Promise promise = new Promise(target);
    owed.add(promise);
    turns.take(target.address(), () -> turnstile.enter(inside -> begin(promise, inside)));
    return promise.report.copy();
  }

  /** Cancels what is running, and completes its futures with what was seen until then. */
  @Override
  public void close() {
    closed = true;
    running.forEach(this::cancel);
    CompletableFuture.allOf(
            owed.stream().map(promise -> promise.report).toArray(CompletableFuture<?>[]::new))
        .completeOnTimeout(null, LONGEST_CLOSE.toMillis(), TimeUnit.MILLISECONDS)
        .join();
    threads.close();
    kit.clients().close();
  }

  /** A report that is owed to somebody. */
  private static final class Promise {
    private final HostTarget target;
    private final CompletableFuture<HostReport> report = new CompletableFuture<>();

    Promise(HostTarget target) {
      this.target = target;
    }
  }

  private void begin(Promise promise, Turnstile.Inside inside) {
    EventLoop loop = threads.nextLoop();
    if (loop.isShuttingDown()) {
      inside.leave();
      end(promise, Findings.none(), 0);
    } else {
      loop.execute(() -> start(loop, promise, inside));
    }
  }

  private void start(EventLoop loop, Promise promise, Turnstile.Inside inside) {
    HostRun run =
        new HostRun(
            promise.target,
            line(loop, promise.target.address()),
            kit,
            inside::leave,
            (ended, findings, connections) -> {
              inside.leave();
              running.remove(ended);
              end(promise, findings, connections);
            });
    running.add(run);
    if (closed) {
      run.stop(Outcome.CANCELLED, "stopped");
      return;
    }
    watch(run, promise);
    leaveInTime(loop, inside);
    run.start();
  }

  /**
   * Unless our own timers are late: then it is not the host that is slow, and no more may begin.
   */
  private static void leaveInTime(EventLoop loop, Turnstile.Inside inside) {
    Deadline due = Deadline.in(LONGEST_PLACE);
    loop.schedule(
        () -> {
          if (due.late().compareTo(LATE) > 0) {
            leaveInTime(loop, inside);
          } else {
            inside.leave();
          }
        },
        LONGEST_PLACE.toNanos(),
        TimeUnit.NANOSECONDS);
  }

  private void watch(HostRun run, Promise promise) {
    Future<?> watchdog =
        run.loop()
            .schedule(
                () -> run.stop(Outcome.POLICY_SKIPPED, "no time left for this host"),
                settings.hostDeadline().plus(GRACE).toNanos(),
                TimeUnit.NANOSECONDS);
    promise.report.whenComplete((done, failure) -> watchdog.cancel(false));
  }

  private HostLine line(EventLoop loop, InetAddress address) {
    return new HostLine(
        loop,
        threads.bootstrap(loop),
        address,
        gate,
        settings.connectTimeout(),
        Deadline.in(settings.hostDeadline()),
        new ByteBudget(settings.maxBytes()));
  }

  private void cancel(HostRun run) {
    run.loop().execute(() -> run.stop(Outcome.CANCELLED, "stopped"));
  }

  private void end(Promise promise, Findings findings, int connections) {
    HostTarget target = promise.target;
    Findings complete =
        findings.complete(target.tier(), settings.vpnPort(), Outcome.CANCELLED, "stopped");
    reporter
        .report(target, complete, connections)
        .thenAccept(
            made -> {
              owed.remove(promise);
              promise.report.complete(made);
              turns.done(target.address());
            });
  }
}
