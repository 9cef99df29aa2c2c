package dev.unmask.app.view;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.unmask.app.probe.Finding;
import dev.unmask.app.probe.ProbedHost;
import dev.unmask.avro.Endpoint;
import dev.unmask.avro.Observation;
import dev.unmask.avro.Outcome;
import dev.unmask.avro.TlsProbe;
import dev.unmask.avro.Transport;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ProbedHostRowsTest {

  private static final ProbedHost HOST =
      new ProbedHost(
          Observation.newBuilder()
              .setEndpoint(new Endpoint("192.0.2.7", 443, Transport.TCP))
              .setTls(
                  TlsProbe.newBuilder()
                      .setOutcome(Outcome.SUCCESS)
                      .setProtocol("TLSv1.2")
                      .setChain(List.of("ab".repeat(32)))
                      .build())
              .build(),
          Map.of(
              "HALF_CLOSE", new Finding(Finding.Result.YES, "lost"),
              "PORT_SHARED", new Finding(Finding.Result.NOT_TESTED, "asked from tier 3 on")));

  @Test
  void json_has_the_observation_and_the_findings_by_code() throws IOException {
    JsonNode line = new ObjectMapper().readTree(new ProbedHostJson().row(HOST));

    assertThat(line.at("/endpoint/ip").asText()).isEqualTo("192.0.2.7");
    assertThat(line.at("/tls/protocol").asText()).isEqualTo("TLSv1.2");
    assertThat(line.at("/findings/HALF_CLOSE/result").asText()).isEqualTo("yes");
    assertThat(line.at("/findings/PORT_SHARED/result").asText()).isEqualTo("not_tested");
    assertThat(line.at("/findings/PORT_SHARED/detail").asText()).isEqualTo("asked from tier 3 on");
  }

  @Test
  void the_table_names_what_is_so() {
    assertThat(new ProbedHostTable().row(HOST))
        .startsWith("192.0.2.7:443")
        .contains("success", "TLSv1.2", "abababababababab")
        .endsWith("HALF_CLOSE");
  }
}
