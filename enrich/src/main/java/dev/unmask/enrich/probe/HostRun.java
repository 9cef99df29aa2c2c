package dev.unmask.enrich.probe;

import dev.unmask.avro.Outcome;
import dev.unmask.enrich.probe.connection.HostLine;
import dev.unmask.enrich.probe.connection.HostTime;
import dev.unmask.enrich.probe.connection.Printable;
import dev.unmask.enrich.probe.tls.Handshake;
import dev.unmask.enrich.probe.visit.Finding;
import dev.unmask.enrich.probe.visit.Probe;
import dev.unmask.enrich.probe.visit.ProbeEnd;
import dev.unmask.enrich.probe.visit.Visit;
import io.netty.channel.EventLoop;
import io.netty.util.concurrent.Future;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;

/**
 * The probes of one host, one after the other, on one event loop. Ends once, with a finding of
 * every probe that the tier plans.
 *
 * <pre>
 *   probe --its end--> next probe --none left--> done
 *         --it lacks what it needs--> not tested --> next probe
 *   at any time: stop --> what is left is not tested --> done
 * </pre>
 */
final class HostRun {

  /** A host that has not ended by itself at its deadline is ended so much later. */
  private static final Duration GRACE = Duration.ofMillis(150);

  private final Visit visit;
  private final List<Probe> planned;
  private final HostTime time;
  private final Runnable whenShaken;
  private final WhenDone whenDone;
  private final List<Finding> findings = new ArrayList<>();
  private BiFunction<Outcome, String, Finding> unfinished;
  private Optional<Future<?>> watchdog = Optional.empty();
  private boolean done;

  /** Gets what was found, in the order of the probes; once, on the event loop. */
  interface WhenDone {
    void accept(HostRun run, List<Finding> findings);
  }

  /**
   * Nothing happens before {@link #start()}.
   *
   * @param planned at least one
   * @param time after which it is stopped
   * @param whenShaken told when the first probe has ended
   */
  HostRun(Visit visit, List<Probe> planned, HostTime time, Runnable whenShaken, WhenDone whenDone) {
    this.visit = visit;
    this.planned = planned;
    this.time = time;
    this.unfinished = notTested(planned.get(0));
    this.whenShaken = whenShaken;
    this.whenDone = whenDone;
  }

  void start() {
    watch();
    next();
  }

  /** The deadline moves while we wait for leave to connect. */
  private void watch() {
    watchdog =
        Optional.of(
            loop()
                .schedule(
                    () -> {
                      if (time.remaining().isZero()) {
                        stop(Outcome.POLICY_SKIPPED, "no time left for this host");
                      } else {
                        watch();
                      }
                    },
                    time.remaining().plus(GRACE).toNanos(),
                    TimeUnit.NANOSECONDS));
  }

  EventLoop loop() {
    return visit.line().loop();
  }

  HostLine line() {
    return visit.line();
  }

  /** Ends it here: what was not tested yet was not, for this reason. */
  void stop(Outcome why, String detail) {
    if (done) {
      return;
    }
    done = true;
    watchdog.ifPresent(timer -> timer.cancel(false));
    visit.line().hangUp();
    if (findings.size() < planned.size()) {
      findings.add(unfinished.apply(why, detail));
    }
    planned.stream()
        .skip(findings.size())
        .map(probe -> notTested(probe).apply(why, detail))
        .forEach(findings::add);
    whenDone.accept(this, List.copyOf(findings));
  }

  private void next() {
    if (findings.size() == planned.size()) {
      stop(Outcome.SUCCESS, "");
      return;
    }
    Probe probe = planned.get(findings.size());
    unfinished = notTested(probe);
    lacking(probe)
        .ifPresentOrElse(
            handshake -> found(notTested(probe).apply(handshake.outcome(), lack(probe))),
            () -> run(probe));
  }

  /** A mistake of ours ends the visit. */
  private void run(Probe probe) {
    End end = new End(findings.size());
    try {
      probe.run(visit, end);
    } catch (RuntimeException | Error ours) {
      stop(Outcome.UNKNOWN_ERROR, Printable.detail(ours));
    }
  }

  private void found(Finding finding) {
    findings.add(finding);
    if (findings.size() == 1) {
      whenShaken.run();
    }
    next();
  }

  /** The first handshake, if it did not get as far as the probe needs it. */
  private Optional<Handshake> lacking(Probe probe) {
    return switch (probe.need()) {
      case NOTHING -> Optional.empty();
      case OPEN_PORT -> visit.handshake().filter(h -> h.timings().connect().isEmpty());
      case HANDSHAKE -> visit.handshake().filter(h -> !h.completed());
    };
  }

  private BiFunction<Outcome, String, Finding> notTested(Probe probe) {
    return (why, detail) -> probe.notTested(visit.target(), why, detail);
  }

  private static String lack(Probe probe) {
    return probe.need() == Probe.Need.HANDSHAKE ? "no TLS connection" : "no connection";
  }

  /**
   * The end of the probe of that place in the list; it is heard once, and not after the visit's.
   */
  private final class End implements ProbeEnd {
    private final int place;

    End(int place) {
      this.place = place;
    }

    @Override
    public void with(Finding finding) {
      if (isAwaited()) {
        found(finding);
      }
    }

    @Override
    public void ifStopped(BiFunction<Outcome, String, Finding> other) {
      if (isAwaited()) {
        unfinished = other;
      }
    }

    private boolean isAwaited() {
      return !done && findings.size() == place;
    }
  }
}
