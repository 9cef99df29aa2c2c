package dev.unmask.app.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.unmask.stack.LocalStack;
import dev.unmask.stack.junit.LocalStackExtension;
import java.io.IOException;
import java.io.InputStream;
import java.net.MalformedURLException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.yaml.snakeyaml.Yaml;

/**
 * What docker-compose.yml would run, without an engine: the command line and the environment of
 * each of our services, as a process against the local broker and registry. Addresses and folders
 * that exist in containers only are replaced, and nothing else.
 */
@ExtendWith(LocalStackExtension.class)
@Execution(ExecutionMode.CONCURRENT)
class ComposeIT {
  private static final Duration LIMIT = Duration.ofMinutes(3);

  @TempDir private Path directory = Path.of("");
  private final Map<String, Map<String, Object>> services = new HashMap<>();
  private final Map<String, String> here = new HashMap<>();

  @BeforeEach
  void read(LocalStack stack) throws IOException {
    Path file = Path.of("..", "docker-compose.yml");
    Map<String, Object> compose =
        new ObjectMapper()
            .convertValue(new Yaml().load(Files.readString(file)), new TypeReference<>() {});
    services.putAll(
        new ObjectMapper()
            .convertValue(
                compose.get("services"), new TypeReference<Map<String, Map<String, Object>>>() {}));
    Files.createDirectories(directory.resolve("lab"));
    here.put("kafka:9092", stack.bootstrapServers());
    here.put("http://registry:8080/apis/ccompat/v7", stack.registryUrl());
    here.put("/var/lib/unmask", directory.resolve("state").toString());
    here.put("/banners", directory.resolve("banners").toString());
    here.put("/lab", directory.resolve("lab").toString());
    here.put("${UNMASK_SCALE:-1.0}", "0.01");
    here.put("${UNMASK_CONTACT:-}", "");
    here.put("${UNMASK_SCOPE:-}", "");
  }

  @Test
  void the_services_bring_a_verdict_without_probing() throws IOException {
    Files.createDirectories(directory.resolve("banners"));
    BannerFile.ofTwoHosts(directory.resolve("banners/download.ndjson"));
    done("topics");
    try (Service enrich = start("enrich");
        Service classify = start("classify")) {
      enrich.awaitReady();
      classify.awaitReady();
      done("ingest");
      await()
          .atMost(LIMIT)
          .pollInterval(Duration.ofSeconds(2))
          .untilAsserted(
              () -> assertThat(done("verdicts")).contains("INCONCLUSIVE: not allowed to probe"));
    }
  }

  @Test
  @ResourceLock("ports of the lab")
  void the_lab_profile_brings_the_case_in_topics_of_its_own() throws IOException {
    done("lab-topics");
    try (Service lab = start("lab")) {
      lab.awaitReady();
      try (Service enrich = start("lab-enrich");
          Service classify = start("lab-classify")) {
        enrich.awaitReady();
        classify.awaitReady();
        done("lab-ingest");
        await()
            .atMost(LIMIT)
            .pollInterval(Duration.ofSeconds(2))
            .untilAsserted(
                () ->
                    assertThat(done("lab-verdicts"))
                        .contains("VPN_CAMOUFLAGE", "IMPERSONATION", "TLS_RELAY"));
      }
    }
  }

  @Test
  void every_service_that_runs_on_says_how_it_is() {
    assertThat(services.entrySet())
        .filteredOn(service -> !String.valueOf(service.getValue().get("restart")).equals("no"))
        .allSatisfy(
            service ->
                assertThat(service.getValue()).as(service.getKey()).containsKey("healthcheck"));
  }

  @Test
  void there_is_no_secret_in_it() throws IOException {
    assertThat(Files.readString(Path.of("..", "docker-compose.yml")))
        .doesNotContainIgnoringCase("password")
        .doesNotContainIgnoringCase("secret");
  }

  /** Runs a one-shot service to its end. */
  private String done(String name) throws IOException {
    try (Service service = start(name)) {
      assertThat(service.process.exitCode(LIMIT)).as(service.process::err).isZero();
      return service.process.out();
    }
  }

  private Service start(String name) throws IOException {
    Map<String, Object> service = Optional.ofNullable(services.get(name)).orElseThrow();
    Map<String, String> environment = new HashMap<>();
    ((Map<?, ?>) Optional.ofNullable(service.get("environment")).orElse(Map.of()))
        .forEach(
            (key, value) -> environment.put(key.toString(), translated(String.valueOf(value))));
    int port = freePort();
    List<String> command = new ArrayList<>();
    for (Object word : (List<?>) Optional.ofNullable(service.get("command")).orElseThrow()) {
      command.add(
          translated(word.toString()).replaceFirst("^(--metrics-port=)?910[0-9]$", "$1" + port));
    }
    return new Service(Unmask.start(environment, command), port);
  }

  private String translated(String word) {
    String translated = word;
    for (Map.Entry<String, String> entry : here.entrySet()) {
      if (translated.contains(entry.getKey()) && !translated.contains(directory.toString())) {
        translated = translated.replace(entry.getKey(), entry.getValue());
      }
    }
    return translated;
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  private record Service(Unmask process, int port) implements AutoCloseable {
    /** Asked directly until it answers; the command, which is a process each time, once. */
    void awaitReady() {
      await().atMost(LIMIT).pollInterval(Duration.ofMillis(500)).until(this::answers);
      await().atMost(LIMIT).pollInterval(Duration.ofSeconds(2)).until(this::healthy);
    }

    private boolean answers() throws MalformedURLException {
      assertThat(process.running()).as(process::err).isTrue();
      URL ready = URI.create("http://127.0.0.1:" + port + "/health/ready").toURL();
      try (InputStream body = ready.openStream()) {
        return body.read() >= 0;
      } catch (IOException notYet) {
        return false;
      }
    }

    private boolean healthy() {
      try (Unmask health = Unmask.start("health", "http://127.0.0.1:" + port)) {
        return health.exitCode(LIMIT) == 0;
      }
    }

    @Override
    public void close() {
      process.close();
    }
  }
}
