package dev.unmask.lab;

import com.sun.management.UnixOperatingSystemMXBean;
import dev.unmask.lab.pki.LabPki;
import dev.unmask.lab.scenario.LabScenario;
import dev.unmask.lab.serve.HostServer;
import dev.unmask.lab.serve.LabCounters;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A small internet that runs. Linux only: elsewhere 127.0.0.0/8 is not all loopback. Started and
 * closed once; all methods for any thread.
 *
 * <pre>{@code
 * LabScenario scenario = LabScenario.divd(1.0, 1, LabPorts.permitted());
 * LabPki pki = LabPki.create(scenario.leaves(), Instant.now());
 * try (Lab lab = new Lab(scenario, pki, LabSettings.defaults())) {
 *   lab.start();
 *   new LabFiles(scenario, pki, Instant.now()).banners(Path.of("banners.ndjson"));
 * }
 * }</pre>
 */
public final class Lab implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Lab.class);

  /** What connections and the rest of the process need beside the listeners. */
  private static final int SPARE_DESCRIPTORS = 1_000;

  private final LabScenario scenario;
  private final LabCounters counters;
  private final HostServer server;

  public Lab(LabScenario scenario, LabPki pki, LabSettings settings) {
    this.scenario = scenario;
    this.counters = new LabCounters(scenario);
    this.server =
        new HostServer(scenario, pki, counters, settings.eventLoops(), settings.backlog());
  }

  /**
   * Opens the ports of all hosts; when it returns they can be connected to.
   *
   * @throws IOException if this is not Linux, a port is taken or not permitted, or the limit of
   *     open files is too low; the message says which
   */
  public void start() throws IOException {
    if (!System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("linux")) {
      throw new IOException(
          "the lab needs Linux, where all of 127.0.0.0/8 is this machine; use the container elsewhere");
    }
    requireDescriptors(HostServer.listeners(scenario));
    server.start();
    LOG.info("{}: {} hosts on {}", scenario.name(), scenario.everyone().count(), scenario.ports());
  }

  /**
   * Hosts that change their certificate do so: from the next connection on they are what the
   * scenario's clusters say.
   */
  public void change() {
    server.change();
  }

  public LabCounters counters() {
    return counters;
  }

  /** Closes every connection and port. */
  @Override
  public void close() {
    server.close();
  }

  private static void requireDescriptors(int listeners) throws IOException {
    if (ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean system
        && system.getMaxFileDescriptorCount() < listeners + SPARE_DESCRIPTORS) {
      throw new IOException(
          "the lab listens on %,d sockets, and this process may open %,d files: raise it (ulimit -n) or use a smaller scale"
              .formatted(listeners, system.getMaxFileDescriptorCount()));
    }
  }
}
