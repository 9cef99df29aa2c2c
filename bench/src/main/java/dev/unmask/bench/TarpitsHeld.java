package dev.unmask.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Whether hosts that say nothing slow the others: the rate of good hosts alone, while so many
 * tarpits are held open, and alone again. It takes minutes until all are held: the prober lets slow
 * hosts in at no more than fifty a second.
 */
final class TarpitsHeld {

  private static final int PATIENCE_MINUTES = 10;
  private static final Duration WARM_UP = Duration.ofSeconds(8);
  private static final Duration SETTLING = Duration.ofSeconds(6);
  private static final double MEBIBYTE = 1 << 20;

  private final WebServer.Listener good;
  private final int tarpits;
  private final int rounds;
  private final Duration time;

  TarpitsHeld(WebServer.Listener good, int tarpits, int rounds, Duration time) {
    this.good = good;
    this.tarpits = tarpits;
    this.rounds = rounds;
    this.time = time;
  }

  /** Good hosts, alone or beside tarpits. */
  private record Phase(String name, List<Sample> samples, List<Double> heap) {
    Phase(String name) {
      this(name, new ArrayList<>(), new ArrayList<>());
    }

    double rate() {
      return Sample.median(samples.stream().map(Sample::perSecond).toList());
    }

    double efficiency() {
      return Sample.median(samples.stream().map(Sample::perCpuSecond).toList());
    }

    double peak() {
      return heap.stream().mapToDouble(Double::doubleValue).max().orElse(0);
    }
  }

  Table measure() {
    Phase alone = new Phase("alone");
    Phase beside = new Phase("beside %,d tarpits".formatted(tarpits));
    try (Fork prober = new Fork(ProberProcess.class, "patient");
        Fork pits = new Fork(Tarpits.class)) {
      int port = Integer.parseInt(pits.ask("port"));
      UnmaskClient.shake(prober, good.port(), WARM_UP);
      measure(alone, prober);
      hold(port, prober, pits);
      measure(beside, prober);
      if (held(pits) != tarpits) {
        throw new IllegalStateException("tarpits were let go meanwhile");
      }
      prober.ask("release");
      awaitHeld(pits, 0);
      measure(alone, prober);
    }
    return table(alone, beside);
  }

  /** Good hosts come in between as soon as the last tarpits have left the turnstile. */
  private void hold(int port, Fork prober, Fork pits) {
    prober.ask("hold " + port + " " + tarpits);
    awaitHeld(pits, tarpits);
    UnmaskClient.shake(prober, good.port(), SETTLING);
  }

  private void measure(Phase phase, Fork prober) {
    prober.ask("heap");
    for (int round = 0; round < rounds; round++) {
      phase.samples.add(UnmaskClient.shake(prober, good.port(), time));
    }
    phase.heap.add(Long.parseLong(prober.ask("heap")) / MEBIBYTE);
  }

  private static int held(Fork pits) {
    return Integer.parseInt(pits.ask("held"));
  }

  static void awaitHeld(Fork pits, int count) {
    long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(PATIENCE_MINUTES);
    while (held(pits) != count) {
      if (System.nanoTime() > end) {
        throw new IllegalStateException(held(pits) + " tarpits are held, not " + count);
      }
      pause();
    }
  }

  private static void pause() {
    try {
      TimeUnit.MILLISECONDS.sleep(200);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", interrupted);
    }
  }

  private Table table(Phase alone, Phase beside) {
    return new Table(
        "tarpits",
        "Good hosts (" + good + ") beside tarpits, median of " + rounds + " rounds",
        List.of("good_hosts", "per_second", "per_cpu_second", "to_alone", "heap_peak_mib"),
        List.of(row(alone, alone), row(beside, alone)),
        List.of("The heap's limit is 512 MiB; its peak counts garbage too."));
  }

  private static List<Object> row(Phase phase, Phase alone) {
    return List.of(
        phase.name, phase.rate(), phase.efficiency(), phase.rate() / alone.rate(), phase.peak());
  }
}
