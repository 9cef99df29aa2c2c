package dev.unmask.ingest.memory;

import dev.unmask.avro.Ingested;
import dev.unmask.ingest.source.FileState;
import dev.unmask.ingest.source.Input;
import dev.unmask.schemas.connection.KafkaConnection;
import dev.unmask.schemas.serde.AvroFormat;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.kafka.common.serialization.Serializer;

/**
 * What earlier runs have done with the inputs of this one. Of what is no regular file nothing is
 * remembered: it passes only once. Used by one thread.
 */
public final class History implements AutoCloseable {

  private final KafkaConnection connection;
  private final IngestedFiles files;
  private final Serializer<Ingested> serializer;
  private final boolean again;
  private final Clock clock;

  /**
   * Reads nothing yet.
   *
   * @param beginnings with what the identities of those begin that may be asked for
   * @param again whether files are wanted from their beginning, whatever is remembered
   */
  public History(
      KafkaConnection connection,
      AvroFormat format,
      List<String> beginnings,
      boolean again,
      Clock clock) {
    this.connection = connection;
    files =
        new IngestedFiles(connection, format, key -> beginnings.stream().anyMatch(key::startsWith));
    serializer = format.serializer(connection.topics().ingested());
    this.again = again;
    this.clock = clock;
  }

  /**
   * What is to be done with an input, as far as is known without waiting for anybody: who finds
   * that nothing is may leave it at that.
   */
  public Course glance(Input input, String identity, Optional<FileState> state) {
    return state
        .map(now -> course(input, now, files.glance(identity)))
        .orElseGet(History::fromBeginning);
  }

  /**
   * What is to be done with an input, to be asked once nobody else can be at it.
   *
   * @param identity of the input
   * @param state its state, before anything is read of it; empty if it is no regular file
   */
  public Course course(Input input, String identity, Optional<FileState> state) {
    return state
        .map(now -> course(input, now, files.find(identity)))
        .orElseGet(History::fromBeginning);
  }

  private static Course fromBeginning() {
    return new Course(Optional.empty(), false, Optional.empty());
  }

  private Course course(Input input, FileState state, Optional<Ingested> known) {
    if (again || known.isEmpty()) {
      return new Course(Optional.empty(), false, fresh(input));
    }
    boolean untouched = known.filter(each -> isUntouched(each, state)).isPresent();
    return new Course(known, untouched, known.map(each -> remark(each, untouched)));
  }

  /** Where the ingestion of a regular file notes how far it is. */
  public Notes notes(String identity, FileState state, Course course) {
    return new Notes(
        connection.topics().ingested(), serializer, identity, state, course.before(), clock);
  }

  @Override
  public void close() {
    files.close();
  }

  private static boolean isUntouched(Ingested known, FileState now) {
    return known.getFinished()
        && known.getSize() == now.size()
        && known.getModifiedAt().equals(now.modifiedAt());
  }

  private Optional<String> fresh(Input input) {
    boolean another = !again && files.anyMatch(key -> key.startsWith(input.path() + " "));
    return another
        ? Optional.of(
            "is another file than was ingested by this name before: it is read from its beginning")
        : Optional.empty();
  }

  private static String remark(Ingested known, boolean untouched) {
    String done =
        String.format(
            Locale.ROOT,
            "%,d banners and %,d dead letters came of it by %s",
            known.getPublished(),
            known.getDead(),
            known.getCommittedAt());
    return untouched
        ? "was ingested already: " + done + "; --again ingests it once more"
        : "goes on after line " + known.getLine() + ": " + done;
  }
}
