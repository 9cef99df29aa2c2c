package dev.unmask.app.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MonitoringServerTest {
  private final PrometheusMeterRegistry metrics = Metrics.ofThisProcess();
  private final List<String> waitingFor = new CopyOnWriteArrayList<>();
  private volatile boolean alive = true;
  private final MonitoringServer server =
      new MonitoringServer(new InetSocketAddress("127.0.0.1", 0), metrics, new Told());
  private final HttpClient client = HttpClient.newHttpClient();
  private URI base = URI.create("http://127.0.0.1");

  private final class Told implements Health {
    @Override
    public boolean alive() {
      return alive;
    }

    @Override
    public List<String> waitingFor() {
      return waitingFor;
    }
  }

  @BeforeEach
  void start() {
    base = URI.create("http://127.0.0.1:" + server.start().getPort());
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void metrics_are_prometheus_text() throws IOException, InterruptedException {
    metrics.counter("unmask.ingest.read").increment(3);

    assertThat(get("/metrics").body())
        .contains("unmask_ingest_read_total 3.0", "process_uptime_seconds");
  }

  @Test
  void ready_says_what_it_waits_for() throws IOException, InterruptedException {
    waitingFor.add("enrich: topic unmask.banners");

    assertThat(get("/health/ready").statusCode()).isEqualTo(503);
    assertThat(get("/health/ready").body()).isEqualTo("waiting for enrich: topic unmask.banners\n");
    assertThat(get("/health/live").statusCode()).isEqualTo(200);
  }

  @Test
  void ready_when_it_waits_for_nothing() throws IOException, InterruptedException {
    assertThat(get("/health/ready").statusCode()).isEqualTo(200);
  }

  @Test
  void a_dead_stage_is_neither_alive_nor_ready() throws IOException, InterruptedException {
    alive = false;

    assertThat(get("/health/live").statusCode()).isEqualTo(503);
    assertThat(get("/health/ready").statusCode()).isEqualTo(503);
  }

  @Test
  void anything_else_is_refused() throws IOException, InterruptedException {
    HttpRequest post =
        HttpRequest.newBuilder(base.resolve("/metrics"))
            .POST(HttpRequest.BodyPublishers.noBody())
            .build();

    assertThat(get("/").statusCode()).isEqualTo(404);
    assertThat(client.send(post, HttpResponse.BodyHandlers.discarding()).statusCode())
        .isEqualTo(405);
  }

  @Test
  void a_port_that_is_taken_is_told_of_with_the_flag() {
    MonitoringServer second =
        new MonitoringServer(
            new InetSocketAddress("127.0.0.1", base.getPort()), metrics, new Told());

    assertThatThrownBy(second::start)
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("--metrics-port");
    second.close();
  }

  private HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return client.send(
        HttpRequest.newBuilder(base.resolve(path)).build(), HttpResponse.BodyHandlers.ofString());
  }
}
