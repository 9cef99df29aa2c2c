package dev.unmask.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Whether hosts that say nothing slow the others: the rate of good hosts alone, while so many
 * tarpits are held open, and while others keep arriving; in turn, so that whatever else changes
 * meanwhile changes for all.
 */
final class TarpitsHeld {

  private static final int PATIENCE_MINUTES = 10;

  /** Letting thousands in or go is work too, some of which comes after they are counted. */
  private static final Duration SETTLING = Duration.ofSeconds(4);

  private static final int ARRIVING = 500;
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
    Phase among = new Phase("while %,d arrive in a second".formatted(ARRIVING));
    try (Fork prober = new Fork(ProberProcess.class, "patient");
        Fork pits = new Fork(Tarpits.class)) {
      int port = Integer.parseInt(pits.ask("port"));
      UnmaskClient.warmUp(prober, List.of(good));
      for (int round = 0; round < rounds; round++) {
        measure(alone, prober);
        hold(port, prober, pits);
        measure(beside, prober);
        release(prober, pits);
        prober.ask("arrive " + port + " " + ARRIVING);
        settle(prober);
        measure(among, prober);
        release(prober, pits);
      }
    }
    return table(alone, beside, among);
  }

  private void hold(int port, Fork prober, Fork pits) {
    prober.ask("hold " + port + " " + tarpits);
    awaitHeld(pits, tarpits);
    settle(prober);
  }

  private void release(Fork prober, Fork pits) {
    prober.ask("release");
    awaitHeld(pits, 0);
    settle(prober);
  }

  private void settle(Fork prober) {
    UnmaskClient.shake(prober, good.port(), SETTLING);
  }

  private void measure(Phase phase, Fork prober) {
    prober.ask("heap");
    phase.samples.add(UnmaskClient.shake(prober, good.port(), time));
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

  private Table table(Phase alone, Phase beside, Phase among) {
    return new Table(
        "tarpits",
        "Good hosts (" + good + ") beside tarpits, median of " + rounds + " rounds",
        List.of("good_hosts", "per_second", "per_cpu_second", "to_alone", "heap_peak_mib"),
        Stream.of(alone, beside, among).map(phase -> row(phase, alone)).toList(),
        List.of("The heap's limit is 512 MiB; its peak counts garbage too."));
  }

  private static List<Object> row(Phase phase, Phase alone) {
    return List.of(
        phase.name, phase.rate(), phase.efficiency(), phase.rate() / alone.rate(), phase.peak());
  }
}
