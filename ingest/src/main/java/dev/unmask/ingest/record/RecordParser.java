package dev.unmask.ingest.record;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import dev.unmask.ingest.record.Document.Part;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads the lines of a feed, each told by its shape: of Shodan, one banner a line, a host with its
 * banners in {@code data[]}, a search result with its banners in {@code matches[]}, or an array of
 * banners; of ZGrab2, what its modules saw of a host; of LeakIX, an event; of Censys, a host with
 * its services.
 *
 * <p>Whatever the bytes, the answer is a list of readings and never an exception. A record in which
 * a field that is looked at stands beside another of its name is rejected. Safe from any thread.
 */
public final class RecordParser {

  private static final int MAX_DEPTH = 500;
  private static final int MAX_NUMBER = 1_000;

  private final JsonFactory factory;
  private final BannerAssembly assembly = new BannerAssembly(new TlsClaims(new LeafFacts()));

  private final Optional<Format> wanted;

  /**
   * @param maxLineBytes the longest line there can be, which no string within it exceeds
   * @param wanted the only format that is read; empty for whichever it is
   */
  public RecordParser(int maxLineBytes, Optional<Format> wanted) {
    this.wanted = wanted;
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
            // RFC 8259 8.1: UTF-8. Of the others Jackson does not tell the places.
            .disable(JsonFactory.Feature.CHARSET_DETECTION)
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
    Span all = new Span(0, line.length);
    Document document;
    try {
      document = Document.read(json);
      Tokens.requireEnd(json);
    } catch (IOException malformed) {
      return List.of(rejected(json, malformed, all, line));
    }
    if (document.isNotice()) {
      return List.of(new Reading.Notice(document.discarded()));
    }
    if (!document.isContainer()) {
      return List.of(judged(document.record(), line, all, latest));
    }
    List<Reading> readings = new ArrayList<>(document.parts().size());
    for (Part part : document.parts()) {
      part(line, part, document.record(), latest).ifPresent(readings::add);
    }
    return readings;
  }

  /** One record within a line; what it does not say of itself it has from what contains it. */
  private Optional<Reading> part(byte[] line, Part part, Draft container, Instant latest)
      throws IOException {
    Span span = part.span();
    try (JsonParser json = factory.createParser(line, span.start(), span.length())) {
      Optional<Draft> record;
      try {
        record = draft(part, json);
      } catch (IOException malformed) {
        return Optional.of(rejected(json, malformed, span, line));
      }
      record.ifPresent(draft -> draft.inherit(container));
      return record.isPresent()
          ? Optional.of(judged(record.get(), line, span, latest))
          : Optional.empty();
    }
  }

  private static Optional<Draft> draft(Part part, JsonParser json) throws IOException {
    return switch (part.format()) {
      case SHODAN, LEAKIX -> Optional.of(Document.read(json).record());
      case CENSYS -> Optional.of(CensysFields.service(json));
      case ZGRAB2 -> ZgrabFields.read(part.name(), json);
    };
  }

  private Reading judged(Draft record, byte[] line, Span span, Instant latest) throws IOException {
    ByteBuffer received = span.of(line);
    ByteBuffer raw = record.withheld == null ? received : record.withheld.without(received);
    if (wanted.isPresent() && wanted.get() != record.format) {
      String reason = "expected " + wanted.get().feed() + ", got " + record.format.feed();
      return new Reading.Rejected("format", reason, new Spot(span.start() + 1L, ""), raw, true);
    }
    Reading reading = assembly.reading(record, raw, latest);
    if (reading instanceof Reading.Rejected rejected) {
      try (JsonParser json = factory.createParser(line, span.start(), span.length())) {
        return rejected.at(Spots.of(json, rejected.where(), span.start()));
      }
    }
    return reading;
  }

  private static Reading rejected(JsonParser json, IOException malformed, Span span, byte[] line) {
    Spot spot = Spots.of(json, malformed, span.start());
    String reason = Words.bounded(sentence(malformed));
    ByteBuffer raw = Secrets.before(span.of(line));
    boolean whole = raw.remaining() == span.length();
    return new Reading.Rejected("byte " + spot.column(), reason, spot, raw, whole);
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
