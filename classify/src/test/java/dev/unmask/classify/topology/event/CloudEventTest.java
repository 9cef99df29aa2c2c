package dev.unmask.classify.topology.event;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CloudEventTest {

  private static final Instant TIME = Instant.parse("2026-01-01T00:00:00Z");
  private static final String LEAF = "0a".repeat(32);

  @Test
  void attributes_are_headers_with_the_prefix_of_the_kafka_binding() {
    assertThat(attributes(event("1 abc")))
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "ce_specversion", "1.0",
                "ce_id", "f496c2c8-e430-546f-922d-04b43c86377b",
                "ce_source", "/unmask/classify",
                "ce_type", "dev.unmask.verdict.v1",
                "ce_time", "2026-01-01T00:00:00Z",
                "ce_subject", LEAF,
                "content-type", "application/avro"));
  }

  @Test
  void the_same_content_has_the_same_id_and_another_another() {
    assertThat(event("1 abc").id()).isEqualTo(event("1 abc").id());
    assertThat(event("2 abc").id()).isNotEqualTo(event("1 abc").id());
    assertThat(event("1 abc").id().version()).isEqualTo(5);
  }

  private static CloudEvent event(String content) {
    return CloudEvent.of(EventType.VERDICT, "/unmask/classify", LEAF, TIME, content);
  }

  private static Map<String, String> attributes(CloudEvent event) {
    Map<String, String> attributes = new LinkedHashMap<>();
    event
        .headers()
        .forEach(header -> attributes.put(header.key(), new String(header.value(), UTF_8)));
    return attributes;
  }
}
