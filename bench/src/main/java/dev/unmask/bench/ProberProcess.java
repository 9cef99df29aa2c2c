package dev.unmask.bench;

import com.sun.management.OperatingSystemMXBean;
import dev.unmask.avro.Outcome;
import dev.unmask.avro.TlsProbe;
import dev.unmask.enrich.chain.ChainJudge;
import dev.unmask.enrich.chain.TrustStores;
import dev.unmask.enrich.probe.HostProber;
import dev.unmask.enrich.probe.HostReport;
import dev.unmask.enrich.probe.visit.ProberSettings;
import dev.unmask.enrich.probe.visit.Tier;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The prober alone in a process, as {@code unmask enrich} sets it up, without rates. It does what
 * lines on its standard input say, one after the other, and answers each with a line.
 */
final class ProberProcess {

  /** As long as a turnstile lets in at once; more would wait for it. */
  private static final int AT_ONCE = 200;

  /** Longer than any run, so that nobody who is held is let go by a limit. */
  private static final Duration HELD = Duration.ofHours(1);

  private final HostProber prober;
  private final List<CompletableFuture<HostReport>> held = new ArrayList<>();
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(ProberProcess::daemon);
  private Future<?> arrivals = CompletableFuture.completedFuture(null);
  private long next;

  private ProberProcess(HostProber prober) {
    this.prober = prober;
  }

  /** {@code patient} as the only argument: handshakes have an hour. */
  public static void main(String[] arguments) throws IOException {
    boolean patient = List.of(arguments).contains("patient");
    ProberSettings settings =
        patient
            ? ProberSettings.defaults()
                .with(times -> times.withConnecting(HELD, HELD).withHostDeadline(HELD))
            : ProberSettings.defaults();
    try (HostProber prober = prober(settings);
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
      ProberProcess process = new ProberProcess(prober);
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        System.out.println(process.answer(line.split(" ")));
      }
    }
  }

  static HostProber prober(ProberSettings settings) {
    return new HostProber(
        settings,
        address -> Optional.empty(),
        target -> CompletableFuture.completedFuture(null),
        new ChainJudge(TrustStores.load(List.of())),
        "unmask/bench (+mailto:abuse@example.com)");
  }

  private String answer(String[] words) {
    return switch (words[0]) {
      case "shake" ->
          shake(Integer.parseInt(words[1]), Duration.ofMillis(Long.parseLong(words[2])));
      case "hold" -> hold(Integer.parseInt(words[1]), Integer.parseInt(words[2]));
      case "arrive" -> arrive(Integer.parseInt(words[1]), Integer.parseInt(words[2]));
      case "release" -> release();
      case "heap" -> Long.toString(heapPeak());
      default -> throw new IllegalArgumentException(words[0]);
    };
  }

  /** Handshakes, with nanoseconds of processor and of time; failures are none. */
  private String shake(int port, Duration time) {
    Shaking shaking = new Shaking(port, System.nanoTime() + time.toNanos());
    long cpu = cpuNanos();
    long begun = System.nanoTime();
    List<CompletableFuture<Void>> lanes = new ArrayList<>();
    for (int lane = 0; lane < AT_ONCE; lane++) {
      lanes.add(shaking.lane());
    }
    lanes.forEach(CompletableFuture::join);
    long wall = System.nanoTime() - begun;
    return "%d %d %d".formatted(shaking.completed(), cpuNanos() - cpu, wall);
  }

  /** As many lanes as may run, each with one host after the other until time is up. */
  private final class Shaking {
    private final int port;
    private final long end;
    private long completed;

    Shaking(int port, long end) {
      this.port = port;
      this.end = end;
    }

    CompletableFuture<Void> lane() {
      CompletableFuture<Void> done = new CompletableFuture<>();
      turn(done);
      return done;
    }

    private void turn(CompletableFuture<Void> done) {
      prober
          .probe(Targets.target(nextAddress(), port, Tier.HANDSHAKE))
          .thenAccept(report -> after(report, done))
          .whenComplete((nothing, failure) -> end(done, failure));
    }

    private void after(HostReport report, CompletableFuture<Void> done) {
      count(report);
      if (System.nanoTime() < end) {
        turn(done);
      } else {
        done.complete(null);
      }
    }

    private static void end(CompletableFuture<Void> done, @Nullable Throwable failure) {
      if (failure != null) {
        done.completeExceptionally(failure);
      }
    }

    private synchronized void count(HostReport report) {
      if (report.tls().map(TlsProbe::getOutcome).filter(Outcome.SUCCESS::equals).isPresent()) {
        completed++;
      }
    }

    synchronized long completed() {
      return completed;
    }
  }

  private synchronized String nextAddress() {
    return Targets.address(next++);
  }

  private synchronized String hold(int port, int count) {
    for (int n = 0; n < count; n++) {
      beginHeld(port);
    }
    return "begun";
  }

  /** One host after the other, so many in a second, until they are released. */
  private synchronized String arrive(int port, int perSecond) {
    long period = TimeUnit.SECONDS.toNanos(1) / perSecond;
    arrivals = timer.scheduleAtFixedRate(() -> arrives(port), 0, period, TimeUnit.NANOSECONDS);
    return "arriving";
  }

  /** None begins behind the back of who releases them. */
  private synchronized void arrives(int port) {
    if (!arrivals.isCancelled()) {
      beginHeld(port);
    }
  }

  private void beginHeld(int port) {
    held.add(prober.probe(Targets.target(nextAddress(), port, Tier.HANDSHAKE)));
  }

  private synchronized String release() {
    arrivals.cancel(false);
    held.forEach(visit -> visit.cancel(true));
    held.clear();
    return "released";
  }

  private static Thread daemon(Runnable task) {
    Thread thread = new Thread(task, "arrivals");
    thread.setDaemon(true);
    return thread;
  }

  private static long cpuNanos() {
    return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
        .getProcessCpuTime();
  }

  /** The most that the heap's pools held since the last question, garbage and all, in bytes. */
  private static long heapPeak() {
    long peak = 0;
    for (MemoryPoolMXBean pool : ManagementFactory.getMemoryPoolMXBeans()) {
      if (pool.getType() == MemoryType.HEAP) {
        peak += pool.getPeakUsage().getUsed();
        pool.resetPeakUsage();
      }
    }
    return peak;
  }
}
