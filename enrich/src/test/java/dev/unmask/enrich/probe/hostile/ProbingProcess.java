package dev.unmask.enrich.probe.hostile;

import dev.unmask.enrich.probe.HostReport;
import dev.unmask.enrich.probe.peers.Probing;
import dev.unmask.enrich.probe.visit.HostTarget;
import dev.unmask.enrich.probe.visit.ProberSettings;
import dev.unmask.enrich.probe.visit.Tier;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/**
 * A prober in a process of its own, so that what hosts cost can be measured without what those cost
 * who play them. All its heap is resident from the start: so what becomes resident is native.
 */
final class ProbingProcess {

  private static final Duration HOLD = Duration.ofSeconds(3);
  private static final String HEAP = "160m";

  /** Visited before anything is measured: what they load stays. */
  static final int FIRST = 10;

  private ProbingProcess() {}

  /**
   * What it found.
   *
   * @param heap bytes that were still referred to, for each host
   * @param beside bytes that became resident beside the heap, for each host
   * @param certificates that all hosts together have shown
   */
  record Cost(long heap, long beside, long certificates) {

    long bytes() {
      return heap + beside;
    }
  }

  /** Visits hosts, all but the first at once, and tells what each cost when they cost most. */
  static Cost visiting(boolean nativeTls, List<HostTarget> hosts) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xms" + HEAP, "-Xmx" + HEAP, "-XX:+AlwaysPreTouch"));
    command.addAll(List.of("-XX:+UseSerialGC", "-cp", System.getProperty("java.class.path")));
    command.add("-Dorg.apache.avro.SERIALIZABLE_PACKAGES=dev.unmask.avro");
    command.addAll(List.of(ProbingProcess.class.getName(), "" + nativeTls));
    hosts.forEach(
        host -> command.add(host.address().getHostAddress() + ":" + host.endpoint().getPort()));
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    try {
      String[] told =
          new String(process.getInputStream().readAllBytes(), StandardCharsets.US_ASCII)
              .strip()
              .split(" ");
      return new Cost(Long.parseLong(told[0]), Long.parseLong(told[1]), Long.parseLong(told[2]));
    } finally {
      process.destroyForcibly();
    }
  }

  /** The process: whether by BoringSSL, ADDRESS:PORT... */
  public static void main(String[] args) throws IOException {
    Probing probing = new Probing(settings(Boolean.parseBoolean(args[0])));
    List<HostTarget> hosts = Stream.of(args).skip(1).map(ProbingProcess::target).toList();
    visit(probing, hosts.subList(0, FIRST)).forEach(Probing::await);
    long heapBefore = heap();
    long residentBefore = resident();

    List<CompletableFuture<HostReport>> reports =
        visit(probing, hosts.subList(FIRST, hosts.size()));
    long heap = 0;
    long beside = 0;
    while (!reports.stream().allMatch(CompletableFuture::isDone)) {
      long heapNow = heap() - heapBefore;
      long besideNow = resident() - residentBefore;
      if (heapNow + besideNow > heap + beside) {
        heap = heapNow;
        beside = besideNow;
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(300));
    }
    System.out.println(
        heap / reports.size() + " " + beside / reports.size() + " " + certificates(reports));
    Runtime.getRuntime().halt(0);
  }

  private static ProberSettings settings(boolean nativeTls) {
    ProberSettings settings = Probing.settings().with(times -> times.withConnecting(HOLD, HOLD));
    return nativeTls ? settings : settings.withJdkTls();
  }

  private static HostTarget target(String host) {
    int colon = host.indexOf(':');
    return Probing.target(
        host.substring(0, colon), Integer.parseInt(host.substring(colon + 1)), Tier.HANDSHAKE);
  }

  private static List<CompletableFuture<HostReport>> visit(
      Probing probing, List<HostTarget> hosts) {
    return hosts.stream().map(probing.prober()::probe).toList();
  }

  private static long certificates(List<CompletableFuture<HostReport>> reports) {
    return reports.stream()
        .map(Probing::await)
        .mapToLong(report -> report.tls().orElseThrow().getChain().size())
        .sum();
  }

  private static long heap() {
    System.gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }

  private static long resident() throws IOException {
    return Files.readAllLines(Path.of("/proc/self/status")).stream()
        .filter(line -> line.startsWith("VmRSS:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) * 1024)
        .sum();
  }
}
