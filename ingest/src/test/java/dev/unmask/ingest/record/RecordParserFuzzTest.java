package dev.unmask.ingest.record;

import static dev.unmask.ingest.record.RecordText.aRecord;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever the bytes, the parser answers, soon, and never with an exception. */
class RecordParserFuzzTest {

  private static final Instant LATEST = Instant.parse("2026-11-24T06:00:00Z");
  private static final byte[] TELLING =
      "{}[]\",:\\0-9eE.+truefalsn \u0000\u00ff\n\r".getBytes(UTF_8);

  private final RecordParser parser = new RecordParser(1 << 20, Optional.empty());
  private final byte[] record =
      aRecord()
          .showing(TestChain.of("www.example.com"))
          .with(
              "http",
              "{\"status\":200,\"redirects\":[{\"data\":\"HTTP/1.1 302 Found\\r\\nLocation: x\\r\\n\"}]}")
          .with("tags", "[\"vpn\"]")
          .bytes();
  private final byte[] host =
      ("{\"ip_str\":\"192.0.2.7\",\"data\":[" + aRecord().line() + "," + aRecord().line() + "]}")
          .getBytes(UTF_8);

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  @Timeout(60)
  void mutated_records_are_parsed_or_rejected(long seed) {
    Random random = new Random(seed);

    for (int i = 0; i < 5_000; i++) {
      byte[] mutated = mutated(i % 2 == 0 ? record : host, random);
      assertAnswered(mutated);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "zgrab2-tls.json",
        "zgrab2-http.json",
        "leakix.json",
        "censys-search.json",
        "censys-platform.json"
      })
  @Timeout(60)
  void mutated_records_of_other_feeds_are_parsed_or_rejected(String name) throws IOException {
    Random random = new Random(5);
    try (InputStream in = Objects.requireNonNull(getClass().getResourceAsStream(name))) {
      byte[] original = in.readAllBytes();

      for (int i = 0; i < 3_000; i++) {
        assertAnswered(mutated(original, random));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-16LE", "UTF-16BE", "UTF-16", "UTF-32LE", "UTF-32BE", "UTF-32"})
  void records_in_other_encodings_are_rejected(String encoding) {
    String leak = "{\"ip\":\"192.0.2.7\",\"service\":{\"credentials\":{\"key\":\"k\"}}}";
    for (String line : List.of(new String(record, UTF_8), new String(host, UTF_8), leak)) {
      assertThat(parser.parse(line.getBytes(Charset.forName(encoding)), LATEST))
          .singleElement()
          .isInstanceOf(Reading.Rejected.class);
    }
  }

  @Test
  @Timeout(60)
  void records_cut_anywhere_are_rejected() {
    for (int length = 1; length < record.length; length++) {
      List<Reading> readings = parser.parse(Arrays.copyOf(record, length), LATEST);

      assertThat(readings).singleElement().isInstanceOf(Reading.Rejected.class);
    }
  }

  @Test
  @Timeout(60)
  void costly_numbers_and_strings_cost_little() {
    String digits = "9".repeat(900_000);

    assertAnswered(aRecord().with("port", digits).bytes());
    assertAnswered(aRecord().with("ip", "1e" + digits).bytes());
    assertAnswered(
        aRecord()
            .with("ssl", "{\"chain\":[\"AAAA\"],\"cert\":{\"serial\":" + digits + "}}")
            .bytes());
    assertAnswered(aRecord().with("timestamp", "\"" + digits + "\"").bytes());
    assertAnswered(
        aRecord()
            .with("data", "\"HTTP/1.1 200 OK" + "\\r\\nLocation".repeat(50_000) + "\"")
            .bytes());
  }

  private void assertAnswered(byte[] line) {
    for (Reading reading : parser.parse(line, LATEST)) {
      if (reading instanceof Reading.Rejected rejected) {
        assertThat(rejected.sentence()).hasSizeLessThan(1_000);
        assertThat(rejected.raw().remaining()).isLessThanOrEqualTo(line.length);
      } else if (reading instanceof Reading.Parsed parsed) {
        assertThat(parsed.banner().getEndpoint().getIp()).isNotEmpty();
      }
    }
  }

  private static byte[] mutated(byte[] original, Random random) {
    byte[] bytes = original.clone();
    int changes = 1 + random.nextInt(8);
    for (int i = 0; i < changes; i++) {
      int at = random.nextInt(bytes.length);
      switch (random.nextInt(4)) {
        case 0 -> bytes[at] = (byte) random.nextInt(256);
        case 1 -> bytes[at] = TELLING[random.nextInt(TELLING.length)];
        case 2 -> bytes = without(bytes, at, 1 + random.nextInt(40));
        default -> bytes = doubled(bytes, at, 1 + random.nextInt(200));
      }
    }
    return bytes;
  }

  private static byte[] without(byte[] bytes, int at, int count) {
    int end = Math.min(bytes.length, at + count);
    byte[] shorter = Arrays.copyOf(bytes, Math.max(1, bytes.length - (end - at)));
    System.arraycopy(bytes, end, shorter, at, Math.min(bytes.length - end, shorter.length - at));
    return shorter;
  }

  private static byte[] doubled(byte[] bytes, int at, int count) {
    int end = Math.min(bytes.length, at + count);
    byte[] longer = Arrays.copyOf(bytes, bytes.length + (end - at));
    System.arraycopy(bytes, at, longer, end, bytes.length - at);
    return longer;
  }
}
