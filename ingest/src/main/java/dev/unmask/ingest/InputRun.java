package dev.unmask.ingest;

import dev.unmask.avro.Banner;
import dev.unmask.ingest.memory.Course;
import dev.unmask.ingest.memory.History;
import dev.unmask.ingest.publish.BannerRecords;
import dev.unmask.ingest.publish.Batching;
import dev.unmask.ingest.publish.Producers;
import dev.unmask.ingest.publish.Transactions;
import dev.unmask.ingest.record.RecordParser;
import dev.unmask.ingest.source.FileState;
import dev.unmask.ingest.source.Input;
import dev.unmask.ingest.source.OpenInput;
import dev.unmask.ingest.source.Place;
import dev.unmask.schemas.administration.TopicAdministration;
import dev.unmask.schemas.connection.KafkaConnection;
import java.io.IOException;
import java.time.Clock;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.Serializer;

/**
 * What a run does with each of its inputs: asks what earlier runs have done with it, shuts out who
 * else may be at it, and reads it from where it is to be read. Used by one thread.
 */
final class InputRun {

  /** Room that a batch of one record and its framing leave below the topics' limit. */
  static final int MAX_RECORD_BYTES = TopicAdministration.MAX_MESSAGE_BYTES - (4 << 10);

  private final IngestSettings settings;
  private final KafkaConnection connection;
  private final Serializer<Banner> serializer;
  private final History history;
  private final Clock clock;
  private final Counters counters;
  private final RecordParser parser;

  InputRun(
      IngestSettings settings,
      KafkaConnection connection,
      Serializer<Banner> serializer,
      History history,
      Clock clock,
      Counters counters) {
    this.settings = settings;
    this.connection = connection;
    this.serializer = serializer;
    this.history = history;
    this.clock = clock;
    this.counters = counters;
    parser = new RecordParser(settings.maxLineBytes(), settings.format());
  }

  /**
   * Reads an input until its end, or until {@code stopping}.
   *
   * @param begun is given what reads it, before it does
   * @return what came of an input that there was no need to read; empty if it was read
   */
  Optional<FileReport> run(Input input, BooleanSupplier stopping, Consumer<FileIngest> begun)
      throws InterruptedException {
    try {
      String identity = input.identity();
      Course course = history.glance(input, identity, input.state());
      return course.untouched()
          ? Optional.of(FileReport.untouched(input.name(), course))
          : ingest(input, identity, stopping, begun);
    } catch (IOException unreadable) {
      throw IngestException.passing(
          input.name() + ": it cannot be read: " + unreadable, unreadable);
    } catch (KafkaException failed) {
      throw Transactions.isShutOut(failed) ? shutOut(input, failed) : failed;
    }
  }

  private Optional<FileReport> ingest(
      Input input, String identity, BooleanSupplier stopping, Consumer<FileIngest> begun)
      throws IOException, InterruptedException {
    try (Transactions transactions = transactions(identity)) {
      transactions.start();
      Optional<FileState> state = input.state();
      Course course = history.course(input, identity, state); // once nobody else is at it
      if (course.untouched()) {
        return Optional.of(FileReport.untouched(input.name(), course));
      }
      transactions.goOnFrom(course.from());
      OpenInput opened = input.open();
      FileIngest file =
          new FileIngest(
              input,
              opened,
              state.map(found -> history.notes(identity, found, course)),
              course.remark(),
              settings.maxDeadShare(),
              counters);
      begun.accept(file);
      try (ReadAhead lines = ahead(input, opened, course.from())) {
        file.run(lines, transactions, stopping);
      }
      return Optional.empty();
    }
  }

  private Transactions transactions(String identity) {
    String id = Producers.transactionalId(connection.topics().prefix(), identity);
    Batching batching =
        new Batching(settings.batchRecords(), settings.batchBytes(), settings.batchTime());
    return new Transactions(Producers.transactional(connection, id), batching, System::nanoTime);
  }

  private ReadAhead ahead(Input input, OpenInput opened, Place from) {
    BannerRecords records =
        new BannerRecords(
            parser,
            serializer,
            connection.topics(),
            input.name(),
            MAX_RECORD_BYTES,
            clock,
            counters::discarded);
    return new ReadAhead(opened, from, settings.maxLineBytes(), settings.parsers(), records::of);
  }

  private static IngestException shutOut(Input input, KafkaException failed) {
    return IngestException.passing(
        input.name()
            + ": another run has begun to ingest it and goes on where this one ends,"
            + " or this one stood still for longer than a transaction may last",
        failed);
  }
}
