package dev.unmask.ingest.shodan;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads the lines of a Shodan download: one banner a line, a host with its banners in {@code
 * data[]}, a search result with its banners in {@code matches[]}, or an array of banners.
 *
 * <p>Whatever the bytes, the answer is a list of readings and never an exception. Of a field that
 * occurs twice the last counts, as in Shodan's own client. Safe from any thread.
 */
public final class ShodanParser {

  private static final int MAX_DEPTH = 500;
  private static final int MAX_NUMBER = 1_000;

  private final JsonFactory factory;
  private final BannerAssembly assembly = new BannerAssembly(new TlsClaims(new LeafFacts()));

  /**
   * @param maxLineBytes the longest line there can be, which no string within it exceeds
   */
  public ShodanParser(int maxLineBytes) {
    factory =
        JsonFactory.builder()
            .streamReadConstraints(
                StreamReadConstraints.builder()
                    .maxNestingDepth(MAX_DEPTH)
                    .maxNumberLength(MAX_NUMBER)
                    .maxStringLength(maxLineBytes)
                    .build())
            // Python's json module, which most tools on such files are written with, writes NaN and
            // Infinity.
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .build();
  }

  /**
   * The records of one line, in their order. None for a line that holds none: a heartbeat or notice
   * of the stream, or a host without banners.
   *
   * @param latest the latest time that a record may bear; what is later is rejected
   */
  public List<Reading> parse(byte[] line, Instant latest) {
    try (JsonParser json = factory.createParser(line)) {
      Document document = Document.read(json);
      Tokens.requireEnd(json);
      return readings(line, document, latest);
    } catch (IOException malformed) {
      return List.of(rejected(malformed, ByteBuffer.wrap(line)));
    }
  }

  private List<Reading> readings(byte[] line, Document document, Instant latest) {
    if (document.isNotice()) {
      return List.of();
    }
    if (!document.isContainer()) {
      return List.of(assembly.reading(document.record(), ByteBuffer.wrap(line), latest));
    }
    List<Reading> readings = new ArrayList<>(document.parts().size());
    for (Document.Part part : document.parts()) {
      readings.add(part(line, part, document.record(), latest));
    }
    return readings;
  }

  /** One record within a line; what it does not say of itself it has from what contains it. */
  private Reading part(byte[] line, Document.Part part, ShodanRecord container, Instant latest) {
    ByteBuffer raw = ByteBuffer.wrap(line, part.start(), part.length()).slice();
    try (JsonParser json = factory.createParser(line, part.start(), part.length())) {
      ShodanRecord record = Document.read(json).record();
      record.inherit(container);
      return assembly.reading(record, raw, latest);
    } catch (IOException malformed) {
      return rejected(malformed, raw);
    }
  }

  private static Reading rejected(IOException malformed, ByteBuffer raw) {
    if (malformed instanceof JsonProcessingException json && json.getLocation() != null) {
      long offset = Math.max(0, json.getLocation().getByteOffset());
      return new Reading.Rejected("byte " + (offset + 1), Words.bounded(sentence(json)), raw);
    }
    return new Reading.Rejected("line", Words.bounded(String.valueOf(malformed.getMessage())), raw);
  }

  /** Jackson's words, less where it thinks that an open bracket is. */
  private static String sentence(JsonProcessingException malformed) {
    String words = String.valueOf(malformed.getOriginalMessage());
    int aside = words.indexOf(" (start marker at ");
    return aside < 0 ? words : words.substring(0, aside);
  }
}
