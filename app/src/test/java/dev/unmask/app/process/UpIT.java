package dev.unmask.app.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** A pipeline that stands, and the commands that one gives beside it. */
@Execution(ExecutionMode.CONCURRENT)
class UpIT {
  private static final Duration LIMIT = Duration.ofMinutes(4);
  private static final Pattern BROKER = Pattern.compile("broker +(\\S+)");
  private static final Pattern REGISTRY = Pattern.compile("registry +(\\S+)");
  private static final Pattern MONITORING = Pattern.compile("metrics and health on (\\S+)");

  @TempDir private Path directory = Path.of("");

  @Test
  void what_is_ingested_can_be_seen_explained_and_listed()
      throws IOException, InterruptedException {
    Path file = BannerFile.ofTwoHosts(directory.resolve("banners.ndjson"));
    try (Unmask up =
        Unmask.start("up", "--broker-port", "0", "--registry-port", "0", "--metrics-port", "0")) {
      await().atMost(LIMIT).until(() -> up.out().contains("explain"));
      List<String> cluster =
          List.of(
              "--bootstrap-server",
              found(BROKER, up.out()),
              "--registry",
              found(REGISTRY, up.out()));

      assertThat(run(cluster, "ingest", file.toString()))
          .contains("READ")
          .containsPattern("banners.ndjson +3 +2 +1");
      await()
          .atMost(LIMIT)
          .pollInterval(Duration.ofSeconds(2))
          .untilAsserted(
              () ->
                  assertThat(run(cluster, "verdicts"))
                      .contains("INCONCLUSIVE: not allowed to probe", "www.example.org")
                      .containsPattern(" 2 "));
      assertThat(run(cluster, "explain", BannerFile.FIRST_ADDRESS))
          .contains(BannerFile.FIRST_ADDRESS + ":443/tcp", "Explanation");
      assertThat(run(cluster, "verdicts", "--kind", "GENUINE")).doesNotContain("www.example.org");
      assertThat(run(cluster, "enrich", "--preview", "--scope", "everything"))
          .contains("This scope: it adds no host to those that may be probed");
      assertThat(run(cluster, "topics", "describe"))
          .contains("unmask.banners", "unmask.deadletters")
          .doesNotContain("missing");
      ready(found(MONITORING, up.err()));

      up.interrupt();
      up.exitCode(Duration.ofMinutes(1));
    }
  }

  private static void ready(String base) throws IOException, InterruptedException {
    HttpClient client = HttpClient.newHttpClient();
    assertThat(
            client
                .send(
                    HttpRequest.newBuilder(URI.create(base + "/health/ready")).build(),
                    HttpResponse.BodyHandlers.ofString())
                .body())
        .isEqualTo("ready\n");
    assertThat(
            client
                .send(
                    HttpRequest.newBuilder(URI.create(base + "/metrics")).build(),
                    HttpResponse.BodyHandlers.ofString())
                .body())
        .contains("unmask_enrich_passive_total", "kafka_stream");
    try (Unmask health = Unmask.start("health", base)) {
      assertThat(health.exitCode(LIMIT)).isZero();
    }
  }

  private static String run(List<String> cluster, String... command) {
    List<String> arguments = new ArrayList<>(List.of(command));
    arguments.addAll(cluster);
    try (Unmask unmask = Unmask.start(arguments.toArray(String[]::new))) {
      assertThat(unmask.exitCode(LIMIT)).as(unmask::err).isZero();
      return unmask.out();
    }
  }

  private static String found(Pattern pattern, String text) {
    Matcher matcher = pattern.matcher(text);
    assertThat(matcher.find()).as(text).isTrue();
    return matcher.group(1);
  }
}
