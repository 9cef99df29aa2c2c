package dev.unmask.app.serve;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;

/**
 * {@code /metrics}, {@code /health/live} and {@code /health/ready} over plain HTTP, answered by two
 * threads of its own. Reads only; meant for a loopback address or a network that one trusts.
 */
public final class MonitoringServer implements AutoCloseable {
  private static final int BACKLOG = 16;
  private static final int THREADS = 2;

  private final InetSocketAddress address;
  private final PrometheusMeterRegistry metrics;
  private final Health health;
  private final ExecutorService threads =
      Executors.newFixedThreadPool(THREADS, task -> daemon(new Thread(task, "monitoring")));
  private volatile java.util.Optional<HttpServer> server = java.util.Optional.empty();

  /**
   * @param address where to listen; port 0 takes a free one
   * @param metrics what {@code /metrics} shows
   * @param health what {@code /health} answers
   */
  public MonitoringServer(
      InetSocketAddress address, PrometheusMeterRegistry metrics, Health health) {
    this.address = address;
    this.metrics = metrics;
    this.health = health;
  }

  /**
   * Listens from now on.
   *
   * @return the address listened on
   * @throws UncheckedIOException if the address is taken or not ours
   */
  public InetSocketAddress start() {
    HttpServer started = listen();
    started.setExecutor(threads);
    started.createContext("/", this::answer);
    started.start();
    server = java.util.Optional.of(started);
    return started.getAddress();
  }

  private HttpServer listen() {
    try {
      return HttpServer.create(address, BACKLOG);
    } catch (IOException failed) {
      throw new UncheckedIOException(
          "cannot serve metrics on "
              + address
              + ": "
              + failed.getMessage()
              + "; see --metrics-host and --metrics-port",
          failed);
    }
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      Answer answer = answerTo(exchange.getRequestMethod(), exchange.getRequestURI().getPath());
      byte[] body = answer.body.getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().set("Content-Type", answer.type);
      exchange.getResponseHeaders().set("Cache-Control", "no-store");
      boolean head = exchange.getRequestMethod().equals("HEAD");
      exchange.sendResponseHeaders(answer.status, head ? -1 : body.length);
      if (!head) {
        exchange.getResponseBody().write(body);
      }
    }
  }

  private Answer answerTo(String method, String path) {
    if (!method.equals("GET") && !method.equals("HEAD")) {
      return Answer.text(405, "GET or HEAD only");
    }
    return switch (path) {
      case "/metrics" ->
          new Answer(200, "text/plain; version=0.0.4; charset=utf-8", metrics.scrape());
      case "/health/live" ->
          health.alive() ? Answer.text(200, "alive") : Answer.text(503, "not alive");
      case "/health/ready" -> ready(health.alive(), health.waitingFor());
      default -> Answer.text(404, "here are /metrics, /health/live and /health/ready");
    };
  }

  private static Answer ready(boolean alive, List<String> waitingFor) {
    if (!alive) {
      return Answer.text(503, "not alive");
    }
    return waitingFor.isEmpty()
        ? Answer.text(200, "ready")
        : Answer.text(
            503,
            waitingFor.stream().map(one -> "waiting for " + one).collect(Collectors.joining("\n")));
  }

  @Override
  public void close() {
    server.ifPresent(started -> started.stop(0));
    threads.shutdownNow();
  }

  private static Thread daemon(Thread thread) {
    thread.setDaemon(true);
    return thread;
  }

  private record Answer(int status, String type, String body) {
    static Answer text(int status, String body) {
      return new Answer(status, "text/plain; charset=utf-8", body + "\n");
    }
  }
}
