package dev.unmask.app.process;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** A scan download, judged and done. */
@Execution(ExecutionMode.CONCURRENT)
class AnalyzeIT {
  private static final Duration LIMIT = Duration.ofMinutes(4);

  @TempDir private Path directory = Path.of("");

  @Test
  void a_host_that_may_not_be_probed_is_inconclusive_for_that_reason() throws IOException {
    Path file = BannerFile.ofTwoHosts(directory.resolve("banners.ndjson"));
    try (Unmask analyze = Unmask.start("analyze", file.toString(), "--format", "json")) {
      assertThat(analyze.exitCode(LIMIT)).as(analyze::err).isZero();

      JsonNode verdict = only(analyze.out());
      assertThat(verdict.get("verdict").asText()).isEqualTo("INCONCLUSIVE");
      assertThat(verdict.get("reason").asText()).isEqualTo("NOT_ALLOWED_TO_PROBE");
      assertThat(verdict.at("/hosts/total").asInt()).isEqualTo(2);
      assertThat(verdict.get("subject").asText()).contains("www.example.org");
      assertThat(analyze.err()).contains("3 records read: 2 published, 1 to the dead letters");
    }
  }

  @Test
  void a_file_that_is_not_there_is_told_of() {
    try (Unmask analyze = Unmask.start("analyze", directory.resolve("none.ndjson").toString())) {
      assertThat(analyze.exitCode(LIMIT)).isEqualTo(1);
      assertThat(analyze.err()).contains("none.ndjson: there is no such file");
    }
  }

  private static JsonNode only(String lines) throws JsonProcessingException {
    assertThat(lines.lines()).hasSize(1);
    return new ObjectMapper().readTree(lines);
  }
}
