package dev.unmask.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.unmask.avro.Banner;
import dev.unmask.ingest.Prepared.End;
import dev.unmask.ingest.Prepared.ParsedLine;
import dev.unmask.ingest.publish.BannerRecords;
import dev.unmask.ingest.publish.Outgoing;
import dev.unmask.ingest.record.RecordParser;
import dev.unmask.ingest.source.Input;
import dev.unmask.ingest.source.OpenInput;
import dev.unmask.ingest.source.Place;
import dev.unmask.schemas.connection.KafkaConnection;
import dev.unmask.schemas.deadletter.DeadLetter;
import dev.unmask.schemas.serde.AvroFormat;
import dev.unmask.schemas.topic.Topics;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.Serializer;

/**
 * Reads files as an ingestion would, from their beginning, and publishes nothing: what would come
 * of them. Contacts nobody. For one run, on one thread.
 */
public final class DryRun {

  private static final Duration PATIENCE = Duration.ofSeconds(1);
  private static final int MAX_REASONS = 100;
  private static final Topics TOPICS = new Topics(Topics.DEFAULT_PREFIX);

  private final List<Input> inputs;
  private final IngestSettings settings;
  private final Map<String, Refusal> refusals = new LinkedHashMap<>();

  /**
   * Why records would go to the dead letters.
   *
   * @param reason of the first
   * @param first where that is: {@code FILE:LINE:COLUMN}
   * @param count how many have a reason that differs in nothing but numbers
   */
  public record Refusal(String reason, String first, long count) {}

  /**
   * What would come of files.
   *
   * @param files one each; what they have published is what would be
   * @param refusals kinds of reasons in the order in which they were met, the first hundred
   */
  public record Outcome(List<FileReport> files, List<Refusal> refusals) {

    /** Whether every file could be read to its end, and every record in it. */
    public boolean sound() {
      return files.stream().allMatch(file -> file.complete() && file.dead() == 0);
    }
  }

  /**
   * @param standardInput left to its owner
   * @throws IllegalArgumentException if the feed has no end
   */
  public DryRun(IngestSettings settings, InputStream standardInput) {
    if (!(settings.feed() instanceof Feed.Files files)) {
      throw new IllegalArgumentException("--dry-run: expected files, which have an end");
    }
    this.settings = settings;
    inputs = files.names().stream().map(name -> Input.of(name, standardInput)).toList();
  }

  /**
   * Reads all of them.
   *
   * @throws IOException if one cannot be read at all
   */
  public Outcome run() throws IOException, InterruptedException {
    List<FileReport> files = new ArrayList<>();
    try (AvroFormat format = format()) {
      Serializer<Banner> serializer = format.serializer(TOPICS.banners());
      for (Input input : inputs) {
        files.add(read(input, serializer));
      }
    }
    return new Outcome(files, List.copyOf(refusals.values()));
  }

  private FileReport read(Input input, Serializer<Banner> serializer)
      throws IOException, InterruptedException {
    Optional<String> problem = input.problem();
    if (problem.isPresent()) {
      return FileReport.refused(input.name(), problem.get());
    }
    BannerRecords records =
        new BannerRecords(
            new RecordParser(settings.maxLineBytes(), settings.format()),
            serializer,
            TOPICS,
            input.name(),
            InputRun.MAX_RECORD_BYTES,
            Clock.systemUTC(),
            discarded -> {});
    OpenInput opened = input.open();
    try (ReadAhead lines =
        new ReadAhead(
            opened, Place.START, settings.maxLineBytes(), settings.parsers(), records::of)) {
      lines.start();
      return count(input, opened, lines);
    }
  }

  private FileReport count(Input input, OpenInput opened, ReadAhead lines)
      throws InterruptedException {
    long published = 0;
    long dead = 0;
    long line = 0;
    while (true) {
      Optional<Prepared> next = lines.next(PATIENCE);
      if (next.isPresent() && next.get() instanceof ParsedLine parsed) {
        line = parsed.end().line();
        for (Outgoing record : parsed.records()) {
          published += record.dead() ? 0 : 1;
          dead += record.dead() ? 1 : 0;
          refuse(record);
        }
      } else if (next.isPresent() && next.get() instanceof End end) {
        return new FileReport(
            input.name(),
            published + dead,
            published,
            dead,
            opened.position(),
            line,
            end.problem().isEmpty(),
            Optional.empty(),
            end.problem().map(what -> input.name() + ": " + what));
      }
    }
  }

  private void refuse(Outgoing record) {
    if (!record.dead()) {
      return;
    }
    String reason = header(record, DeadLetter.REASON).orElse("");
    String kind = reason.replaceAll("[0-9]+", "N");
    Refusal known = refusals.get(kind);
    if (known != null) {
      refusals.put(kind, new Refusal(known.reason(), known.first(), known.count() + 1));
    } else if (refusals.size() < MAX_REASONS) {
      refusals.put(kind, new Refusal(reason, place(record), 1));
    }
  }

  private static String place(Outgoing record) {
    return header(record, DeadLetter.FILE).orElse("")
        + header(record, DeadLetter.LINE).map(line -> ":" + line).orElse("")
        + header(record, DeadLetter.COLUMN).map(column -> ":" + column).orElse("");
  }

  private static Optional<String> header(Outgoing record, String name) {
    Header found = record.record().headers().lastHeader(name);
    return Optional.ofNullable(found).map(header -> new String(header.value(), UTF_8));
  }

  /** With a registry in memory, so that a record has the size that it would have. */
  private static AvroFormat format() {
    AvroFormat format =
        new AvroFormat(new KafkaConnection("127.0.0.1:1", "mock://dry-run", TOPICS, Map.of()));
    format.register(TOPICS.banners());
    return format;
  }
}
