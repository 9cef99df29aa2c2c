package dev.unmask.ingest.record;

import static dev.unmask.ingest.record.RecordText.aRecord;
import static org.assertj.core.api.Assertions.assertThat;

import dev.unmask.avro.HttpSummary;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpSummaryTest {

  private static final String REDIRECT =
      "\"HTTP/1.1 302 Found\\r\\nserver: front\\r\\nLOCATION:  https://www.example.com/ \\r\\n\\r\\n\"";

  private final RecordParser parser = new RecordParser(1 << 20, Optional.empty());

  @Test
  void the_scanners_fields_come_before_the_text_of_the_response() {
    RecordText record =
        aRecord()
            .with("data", "\"HTTP/1.1 403 Forbidden\\r\\nServer: text\\r\\n\\r\\n\"")
            .with(
                "http",
                "{\"status\":200,\"server\":\"field\",\"title\":\"Hello\",\"location\":\"/asked\"}");

    HttpSummary http = Objects.requireNonNull(summary(record));

    assertThat(http).isEqualTo(new HttpSummary(200, null, "field", "Hello"));
  }

  @Test
  void the_text_of_the_response_is_enough() {
    HttpSummary http = Objects.requireNonNull(summary(aRecord().with("data", REDIRECT)));

    assertThat(http).isEqualTo(new HttpSummary(302, "https://www.example.com/", "front", null));
  }

  @Test
  void the_first_redirect_tells_where_the_crawler_was_sent() {
    RecordText record =
        aRecord()
            .with("data", "\"HTTP/1.1 200 OK\\r\\n\\r\\nLocation: https://body.example.com/\"")
            .with(
                "http",
                "{\"status\":null,\"redirects\":[{\"host\":\"x\",\"data\":"
                    + REDIRECT
                    + "},{\"data\":\"\"}]}");

    HttpSummary http = Objects.requireNonNull(summary(record));

    assertThat(http.getStatus()).isEqualTo(200);
    assertThat(http.getLocation()).isEqualTo("https://www.example.com/");
  }

  @Test
  void long_fields_are_cut() {
    String huge = "x".repeat(5_000);
    RecordText record =
        aRecord()
            .with("data", "\"HTTP/1.1 302 Found\\r\\nLocation: " + huge + "\\r\\n\\r\\n\"")
            .with("http", "{\"server\":\"" + huge + "\",\"title\":\"" + huge + "\"}");

    HttpSummary http = Objects.requireNonNull(summary(record));

    assertThat(http.getLocation()).hasSize(1_024);
    assertThat(http.getServer()).hasSize(256);
    assertThat(http.getTitle()).hasSize(256);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"\"",
        "null",
        "\"SSH-2.0-x\"",
        "\"HTTP/1.1\"",
        "\"HTTP/1.1 OK\\r\\n\"",
        "7",
        "{}"
      })
  void text_that_is_no_response_has_no_summary(String data) {
    assertThat(summary(aRecord().with("data", data))).isNull();
  }

  private HttpSummary summary(RecordText record) {
    Reading reading = parser.parse(record.bytes(), Instant.parse("2026-11-24T06:00:00Z")).get(0);
    return ((Reading.Parsed) reading).banner().getHttp();
  }
}
