package dev.unmask.app.process;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.unmask.app.run.LabDirectory;
import dev.unmask.avro.Role;
import dev.unmask.lab.Lab;
import dev.unmask.lab.LabFiles;
import dev.unmask.lab.LabSettings;
import dev.unmask.lab.feed.LabTruth;
import dev.unmask.lab.pki.LabPki;
import dev.unmask.lab.scenario.LabPorts;
import dev.unmask.lab.scenario.LabScenario;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Hosts of the lab, probed by hand. */
class ProbeIT {
  private static final Duration LIMIT = Duration.ofMinutes(3);
  private static final String NAME = "www.update.microsoft.com";

  @TempDir private static Path directory = Path.of("");
  private static final LabScenario SCENARIO = LabScenario.divd(0.01, 1, LabPorts.free());
  private static final Instant NOW = Instant.parse("2026-07-01T00:00:00Z");
  private static final LabPki PKI = LabPki.create(SCENARIO.leaves(), NOW);

  private static final Lab LAB = new Lab(SCENARIO, PKI, LabSettings.defaults());

  @BeforeAll
  static void serve() throws IOException {
    LAB.start();
    LabDirectory.write(new LabFiles(SCENARIO, PKI, NOW), directory);
  }

  @AfterAll
  static void close() {
    LAB.close();
  }

  @Test
  void hosts_of_one_call_are_one_cluster() throws IOException {
    String genuine = host(Role.GENUINE);
    String relay = host(Role.HANDSHAKE_RELAY);
    Path hosts = Files.writeString(directory.resolve("hosts.txt"), relay + "\nno host\n");

    try (Unmask probe =
        Unmask.start(
            "probe",
            "--input",
            hosts.toString(),
            "--twin",
            genuine,
            "--sni",
            NAME,
            "--tier",
            "2",
            "--contact",
            "mailto:test@example.org",
            "--allow-local",
            "--owners",
            new LabDirectory(directory).owners().toString())) {

      assertThat(probe.exitCode(LIMIT)).as("one line is no host").isEqualTo(1);
      assertThat(probe.err()).contains("hosts.txt:2: 'no host': expected HOST");
      Map<String, JsonNode> seen = byEndpoint(probe.out());
      assertThat(result(seen.get(genuine), "LIVENESS")).isEqualTo("yes");
      assertThat(result(seen.get(relay), "HANDSHAKE_COMPLETED")).isEqualTo("yes");
      assertThat(result(seen.get(relay), "LIVENESS")).isEqualTo("no");
      assertThat(result(seen.get(relay), "NO_APPLICATION_DATA")).isEqualTo("yes");
      assertThat(result(seen.get(relay), "TWIN")).isEqualTo("no");
      assertThat(result(seen.get(relay), "PORT_SHARED")).isEqualTo("not_tested");
    }
  }

  private static String host(Role role) {
    return LabTruth.of(SCENARIO, PKI).hosts().stream()
        .filter(host -> host.role() == role)
        .map(host -> host.endpoint().replace("/tcp", ""))
        .findFirst()
        .orElseThrow();
  }

  private static Map<String, JsonNode> byEndpoint(String lines) throws IOException {
    Map<String, JsonNode> seen = new HashMap<>();
    for (String line : lines.lines().toList()) {
      JsonNode host = new ObjectMapper().readTree(line);
      seen.put(host.at("/endpoint/ip").asText() + ":" + host.at("/endpoint/port").asInt(), host);
    }
    return seen;
  }

  private static String result(JsonNode host, String code) {
    return host.at("/findings/" + code + "/result").asText();
  }
}
