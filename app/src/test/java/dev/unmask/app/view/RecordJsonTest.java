package dev.unmask.app.view;

import static org.assertj.core.api.Assertions.assertThat;

import dev.unmask.avro.Certificate;
import dev.unmask.avro.Observation;
import java.nio.ByteBuffer;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class RecordJsonTest {
  @Test
  void times_are_iso_and_bytes_are_base64() {
    Certificate certificate =
        Certificate.newBuilder()
            .setDer(ByteBuffer.wrap(new byte[] {1, 2, 3}))
            .setNotBefore(Instant.parse("2026-11-24T00:00:00Z"))
            .build();

    assertThat(RecordJson.line(certificate))
        .contains(
            "\"der\":\"AQID\"", "\"notBefore\":\"2026-11-24T00:00:00Z\"", "\"notAfter\":null");
  }

  @Test
  void nested_records_are_objects() {
    assertThat(RecordJson.line(Observation.newBuilder().build()))
        .contains(
            "\"endpoint\":{\"ip\":\"\",\"port\":0,\"transport\":\"TCP\"}",
            "\"openVpn\":[]",
            "\"passiveReason\":\"NONE\"");
  }
}
