package dev.unmask.enrich.probe.application;

import static org.assertj.core.api.Assertions.assertThat;

import dev.unmask.avro.HttpSummary;
import dev.unmask.enrich.probe.application.ResponseReader.State;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** HTTP responses, whole, in pieces, and bent. Here {@code |} stands for CRLF. */
class ResponseReaderTest {

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '^',
      value = {
        "HTTP/1.1 200 OK|Content-Length: 5||hello^ COMPLETE^ hello",
        "HTTP/1.1 200 OK|Content-Length: 5||hello and more^ COMPLETE^ hello",
        "HTTP/1.1 200 OK|Content-Length: 6||hello^ BODY^ hello",
        "HTTP/1.1 200|Content-Length: 0||^ COMPLETE^ ''",
        "HTTP/1.1 204 No Content||^ COMPLETE^ ''",
        "HTTP/1.1 304 Not Modified|Content-Length: 9||^ COMPLETE^ ''",
        "HTTP/1.0 200 OK||hello^ BODY^ hello",
        "HTTP/1.1 200 OK|Content-Length: many||hello^ BODY^ hello",
        "HTTP/1.1 200 OK|Transfer-Encoding: chunked||5|hello|0||^ COMPLETE^ hello",
        "HTTP/1.1 200 OK|Transfer-Encoding: chunked||2;x=y|he|3|llo|0|T: x||^ COMPLETE^ hello",
        "HTTP/1.1 200 OK|Transfer-Encoding: chunked||5|hel^ BODY^ hel",
        "HTTP/1.1 200 OK|Transfer-Encoding: chunked||fffffffffffffff|^ CUT^ ''",
        "HTTP/1.1 100 Continue||HTTP/1.1 200 OK|Content-Length: 2||ok^ COMPLETE^ ok",
        "HTTP/1.1 2^ HEAD^ ''",
        "HTTP/1.1 abc OK||^ FOREIGN^ ''",
        "HTTP/2 200||^ FOREIGN^ ''",
        "ICY 200 OK||^ FOREIGN^ ''",
      })
  void reads(String response, State state, String body) {
    ResponseReader reader = new ResponseReader();

    assertThat(reader.read(bytes(response))).isEqualTo(state);

    assertThat(new String(reader.body(), StandardCharsets.US_ASCII)).isEqualTo(body);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '^',
      value = {
        "HTTP/1.1 200 OK|Content-Length: 5||hello^ COMPLETE",
        "HTTP/1.1 200 OK|Transfer-Encoding: chunked||2|he|3|llo|0||^ COMPLETE",
        "HTTP/1.1 103 Early Hints|Link: x||HTTP/1.1 200 OK|Content-Length: 2||ok^ COMPLETE",
      })
  void byte_by_byte_it_is_the_same(String response, State state) {
    ResponseReader reader = new ResponseReader();

    for (byte octet : bytes(response)) {
      reader.read(new byte[] {octet});
    }

    assertThat(reader.state()).isEqualTo(state);
  }

  @Test
  void line_feeds_alone_end_lines_too() {
    ResponseReader reader = new ResponseReader();

    reader.read("HTTP/1.1 200 OK\nContent-Length: 2\n\nok".getBytes(StandardCharsets.US_ASCII));

    assertThat(reader.state()).isEqualTo(State.COMPLETE);
  }

  @Test
  void body_without_a_length_ends_with_the_connection() {
    ResponseReader reader = new ResponseReader();
    reader.read(bytes("HTTP/1.0 200 OK||hello"));

    assertThat(reader.end()).isEqualTo(State.COMPLETE);
  }

  @Test
  void summary_is_bounded() {
    ResponseReader reader = new ResponseReader();
    reader.read(
        bytes(
            "HTTP/1.1 301 Moved|Location: %s|Server: %s|Content-Length: 0||"
                .formatted("l".repeat(5_000), "s".repeat(5_000))));

    HttpSummary summary = reader.response().orElseThrow().summary(reader.body());

    assertThat(summary.getLocation()).hasSize(1_024);
    assertThat(summary.getServer()).hasSize(256);
    assertThat(summary.getTitle()).isNull();
  }

  @Test
  void head_that_does_not_end_is_foreign() {
    ResponseReader reader = new ResponseReader();

    assertThat(reader.read(bytes("HTTP/1.1 200 OK|" + "X: y|".repeat(10_000))))
        .isEqualTo(State.FOREIGN);
    assertThat(reader.beginning()).hasSizeLessThanOrEqualTo(ResponseReader.MOST_HEAD + 1);
  }

  @Test
  void bent_responses_never_throw_and_stay_bounded() {
    byte[] good = bytes("HTTP/1.1 200 OK|Transfer-Encoding: chunked|A: b||5|hello|0||");
    Random random = new Random(17);

    for (int i = 0; i < 50_000; i++) {
      byte[] bent = good.clone();
      for (int change = random.nextInt(4); change >= 0; change--) {
        bent[random.nextInt(bent.length)] = (byte) random.nextInt();
      }
      ResponseReader reader = new ResponseReader();
      reader.read(bent);
      reader.end();
      reader.response().ifPresent(response -> response.summary(reader.body()));
      assertThat(reader.body()).hasSizeLessThanOrEqualTo(good.length);
    }
  }

  private static byte[] bytes(String text) {
    return text.replace("|", "\r\n").getBytes(StandardCharsets.ISO_8859_1);
  }
}
