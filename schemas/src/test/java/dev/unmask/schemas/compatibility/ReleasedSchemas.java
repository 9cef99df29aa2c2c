package dev.unmask.schemas.compatibility;

import dev.unmask.schemas.topic.Topic;
import dev.unmask.schemas.topic.Topics;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaFormatter;

/**
 * The folder {@code schemas/released}: a folder a release, and in it a file a record. Its {@link
 * #main} adds a release, see CONTRIBUTING.md; nothing ever changes or removes one.
 */
public final class ReleasedSchemas {

  private static final Path FOLDER = Path.of(System.getProperty("basedir", "."), "released");

  private ReleasedSchemas() {}

  /** Every topic once for each record type. */
  static List<Topic<?>> topics() {
    return new Topics(Topics.DEFAULT_PREFIX).all();
  }

  /** The released versions of a topic's schema, oldest first. */
  static List<Schema> of(Topic<?> topic) throws IOException {
    try (Stream<Path> releases = Files.list(FOLDER)) {
      return releases
          .sorted()
          .map(release -> release.resolve(file(topic)))
          .filter(Files::exists)
          .map(ReleasedSchemas::parse)
          .toList();
    }
  }

  /**
   * Writes today's schemas as a release.
   *
   * @param arguments the release's name, for example {@code 0002}
   */
  public static void main(String[] arguments) throws IOException {
    Path release = Files.createDirectory(FOLDER.resolve(arguments[0]));
    for (Topic<?> topic : topics()) {
      Files.writeString(
          release.resolve(file(topic)),
          SchemaFormatter.format("json/pretty", topic.schema()) + "\n");
    }
  }

  private static String file(Topic<?> topic) {
    return topic.schema().getName() + ".avsc";
  }

  private static Schema parse(Path file) {
    try {
      return new Schema.Parser().parse(Files.readString(file));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
