package dev.unmask.app.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.api.parallel.ResourceLock;

/** The case, end to end, at a small scale. */
@Execution(ExecutionMode.CONCURRENT)
@ResourceLock("ports of the lab")
class DemoIT {
  private static final Duration LIMIT = Duration.ofMinutes(4);

  @Test
  void every_verdict_and_every_role_is_what_the_lab_says_is_true() throws JsonProcessingException {
    try (Unmask demo = Unmask.start("demo", "--scale", "0.02", "--format", "json", "--truth")) {
      assertThat(demo.exitCode(LIMIT)).as(demo::err).isZero();

      List<JsonNode> objects = objects(demo.out());
      JsonNode truth = objects.remove(objects.size() - 1);
      Map<String, JsonNode> verdicts = new HashMap<>();
      objects.forEach(verdict -> verdicts.put(verdict.get("fingerprint").asText(), verdict));
      assertThat(truth.get("truth")).hasSameSizeAs(verdicts.keySet());
      assertThatTheBigClusterIsExplained(objects.get(0));
      for (JsonNode expected : truth.get("truth")) {
        JsonNode found = verdicts.get(expected.get("fingerprint").asText());
        assertThat(found.get("verdict")).isEqualTo(expected.get("verdict"));
        assertThat(found.at("/hosts/total")).isEqualTo(expected.at("/hosts/total"));
      }
    }
  }

  @Test
  void nothing_is_left_running_when_it_is_interrupted() {
    try (Unmask demo = Unmask.start("demo", "--scale", "0.02")) {
      await().atMost(LIMIT).until(() -> demo.err().contains("ingesting"));
      List<ProcessHandle> processes = demo.processes();

      demo.interrupt();

      await()
          .atMost(Duration.ofMinutes(1))
          .until(() -> processes.stream().noneMatch(ProcessHandle::isAlive));
      assertThat(processes).as("the registry is a process of its own").hasSizeGreaterThan(1);
      assertThat(demo.out()).isEmpty();
    }
  }

  private static void assertThatTheBigClusterIsExplained(JsonNode big) {
    assertThat(big.get("verdict").asText()).isEqualTo("VPN_CAMOUFLAGE");
    assertThat(big.get("confidence").asDouble()).isGreaterThan(0.9);
    assertThat(big.get("evidence").findValuesAsText("code"))
        .contains("NO_APPLICATION_DATA", "LIVENESS", "OPENVPN_ANSWERED");
    assertThat(big.get("explanation").asText()).contains("ruled out", "Not tested");
    assertThat(big.get("digest").asText()).hasSize(64);
  }

  private static List<JsonNode> objects(String lines) throws JsonProcessingException {
    ObjectMapper mapper = new ObjectMapper();
    List<JsonNode> objects = new ArrayList<>();
    for (String line : lines.lines().toList()) {
      objects.add(mapper.readTree(line));
    }
    return objects;
  }
}
