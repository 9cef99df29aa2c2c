package dev.unmask.app.process;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.api.parallel.ResourceLock;

/** A few scenarios, end to end. */
@Execution(ExecutionMode.CONCURRENT)
@ResourceLock("ports of the lab")
class ScoreIT {
  private static final Duration LIMIT = Duration.ofMinutes(4);

  @Test
  void scenarios_are_scored_as_what_they_are() throws JsonProcessingException {
    try (Unmask score =
        Unmask.start("lab", "score", "--only", "appliance,FORGED,bing-0", "--format", "json")) {
      assertThat(score.exitCode(LIMIT)).as(score::err).isZero();

      JsonNode card = new ObjectMapper().readTree(score.out());
      assertThat(card.fieldNames())
          .toIterable()
          .containsExactly("verdicts", "roles", "scenarios", "errors");
      assertThat(card.get("verdicts").toString())
          .isEqualTo(
              "{\"DEFAULT_CERTIFICATE\":{\"DEFAULT_CERTIFICATE\":1},\"IMPERSONATION\":{\"IMPERSONATION\":1},\"PROXY_SCRIPT\":{\"PROXY_SCRIPT\":1}}");
      assertThat(card.at("/roles/DEFAULT_KEY/DEFAULT_KEY").asInt()).isPositive();
      assertThat(card.get("scenarios").asInt()).isEqualTo(3);
      assertThat(card.get("errors").asInt()).isZero();
    }
  }
}
