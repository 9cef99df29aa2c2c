package dev.unmask.ingest.shodan;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import dev.unmask.ingest.shodan.Document.Part;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads the lines of a Shodan download: one banner a line, a host with its banners in {@code
 * data[]}, a search result with its banners in {@code matches[]}, or an array of banners.
 *
 * <p>Whatever the bytes, the answer is a list of readings and never an exception. A record in which
 * a field that is looked at stands beside another of its name is rejected. Safe from any thread.
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
   * The records of one line, in their order. None for a line that holds none, such as a host
   * without banners.
   *
   * @param latest the latest time that a record may bear; what is later is rejected
   */
  public List<Reading> parse(byte[] line, Instant latest) {
    try (JsonParser json = factory.createParser(line)) {
      return readings(json, line, latest);
    } catch (IOException impossible) {
      throw new UncheckedIOException("bytes in memory can be read", impossible);
    }
  }

  private List<Reading> readings(JsonParser json, byte[] line, Instant latest) throws IOException {
    Document document;
    try {
      document = Document.read(json);
      Tokens.requireEnd(json);
    } catch (IOException malformed) {
      return List.of(rejected(json, malformed, new Part(0, line.length), line));
    }
    if (document.isNotice()) {
      return List.of(new Reading.Notice(document.discarded()));
    }
    if (!document.isContainer()) {
      return List.of(judged(document.record(), line, new Part(0, line.length), latest));
    }
    List<Reading> readings = new ArrayList<>(document.parts().size());
    for (Part part : document.parts()) {
      readings.add(part(line, part, document.record(), latest));
    }
    return readings;
  }

  /** One record within a line; what it does not say of itself it has from what contains it. */
  private Reading part(byte[] line, Part part, ShodanRecord container, Instant latest)
      throws IOException {
    try (JsonParser json = factory.createParser(line, part.start(), part.length())) {
      ShodanRecord record;
      try {
        record = Document.read(json).record();
      } catch (IOException malformed) {
        return rejected(json, malformed, part, line);
      }
      record.inherit(container);
      return judged(record, line, part, latest);
    }
  }

  private Reading judged(ShodanRecord record, byte[] line, Part part, Instant latest)
      throws IOException {
    Reading reading = assembly.reading(record, part.of(line), latest);
    if (reading instanceof Reading.Rejected rejected) {
      try (JsonParser json = factory.createParser(line, part.start(), part.length())) {
        return rejected.at(Spots.of(json, rejected.where(), part.start()));
      }
    }
    return reading;
  }

  private static Reading rejected(JsonParser json, IOException malformed, Part part, byte[] line) {
    Spot spot = Spots.of(json, malformed, part.start());
    String reason = Words.bounded(sentence(malformed));
    return new Reading.Rejected("byte " + spot.column(), reason, spot, part.of(line));
  }

  /** Jackson's words, less where it thinks that an open bracket is, and less its own place. */
  private static String sentence(IOException malformed) {
    String words =
        malformed instanceof JsonProcessingException json
            ? String.valueOf(json.getOriginalMessage())
            : String.valueOf(malformed.getMessage());
    int aside = words.indexOf(" (start marker at ");
    return aside < 0 ? words : words.substring(0, aside);
  }
}
