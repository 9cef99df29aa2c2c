package dev.unmask.app.command;

import dev.unmask.ingest.Feed;
import dev.unmask.ingest.stream.StreamKey;
import dev.unmask.ingest.stream.StreamSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/** What is to be ingested, where it is not files. */
final class FeedOptions {
  private static final String KEY = "--stream-key";

  @Option(
      names = "--stream",
      paramLabel = "URL",
      description =
          "Read a stream of records, one a line, until stopped, and connect again whenever it breaks off. Its key comes"
              + " from --stream-key-file or the variable UNMASK_STREAM_KEY.")
  private @Nullable String stream;

  @Option(
      names = "--stream-key-file",
      paramLabel = "FILE",
      description = "A file with the key of the stream and nothing else.")
  private @Nullable Path streamKeyFile;

  /** For its variable alone: the arguments of a process are everybody's to read. */
  @Option(names = KEY, hidden = true)
  private @Nullable String streamKey;

  @Option(
      names = "--stream-silence",
      paramLabel = "SECONDS",
      description =
          "Connect to the stream again where no line came for so long; empty ones count. Default: 60.")
  private @Nullable Long streamSilence;

  /**
   * What is to be read.
   *
   * @throws IllegalArgumentException if it is nothing, or more than one thing, or a setting is
   *     wrong
   * @throws IOException if a directory or the file of the key cannot be read
   */
  Feed feed(List<String> files, CommandLine command) throws IOException {
    if (stream == null) {
      return new Feed.Files(Inputs.expand(files));
    }
    if (!files.isEmpty()) {
      throw new IllegalArgumentException("FILE and --stream: expected one of them");
    }
    StreamSettings settings = StreamSettings.defaults(stream, key(command));
    return new Feed.Stream(
        streamSilence == null ? settings : settings.withSilence(Duration.ofSeconds(streamSilence)));
  }

  private Optional<StreamKey> key(CommandLine command) throws IOException {
    if (command.getParseResult().hasMatchedOption(KEY)) {
      throw new IllegalArgumentException(
          KEY
              + ": the arguments of a process can be read by every user of this machine: expected"
              + " the key in --stream-key-file or in UNMASK_STREAM_KEY");
    }
    return streamKeyFile == null
        ? Optional.ofNullable(streamKey).map(StreamKey::new)
        : Optional.of(StreamKey.in(streamKeyFile));
  }
}
