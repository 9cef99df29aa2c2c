package dev.unmask.app.command;

import dev.unmask.app.run.OnExit;
import dev.unmask.app.serve.Health;
import dev.unmask.app.serve.MonitoringServer;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.PrintWriter;
import java.net.InetSocketAddress;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where a long-running command serves its metrics and health, if anywhere. */
final class MonitoringOptions {
  @Option(
      names = "--metrics-port",
      paramLabel = "PORT",
      description =
          "Serve /metrics (Prometheus), /health/live and /health/ready here; 0 takes a free port. Off unless given.")
  private @Nullable Integer port;

  @Option(
      names = "--metrics-host",
      paramLabel = "ADDRESS",
      defaultValue = "127.0.0.1",
      description = "Address to serve them on. Default: ${DEFAULT-VALUE}.")
  private String host = "";

  /** Serves until exit, if a port was given, and says where. */
  void serve(OnExit exit, PrometheusMeterRegistry metrics, Health health, PrintWriter messages) {
    Optional.ofNullable(port)
        .ifPresent(
            chosen -> {
              MonitoringServer server = new MonitoringServer(address(chosen), metrics, health);
              InetSocketAddress bound = exit.add("monitoring", server).start();
              messages.printf(
                  "metrics and health on http://%s:%d%n",
                  bound.getAddress().getHostAddress(), bound.getPort());
            });
  }

  private InetSocketAddress address(int chosen) {
    if (chosen < 0 || chosen > 65_535) {
      throw new IllegalArgumentException("--metrics-port is " + chosen + ": expected 0 to 65535");
    }
    return new InetSocketAddress(host, chosen);
  }
}
