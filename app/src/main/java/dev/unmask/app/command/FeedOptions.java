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
      names = "--watch",
      paramLabel = "DIR",
      description =
          "Read the files of a directory, and those that come, until stopped: each when it has not changed for two"
              + " seconds, and what was added to it later. Names that start with a dot or end in .part,"
              + " .partial, .tmp, .filepart, .crdownload or .download are not there yet. A file that is renamed, once"
              + " read, is another, and published once more.")
  private @Nullable Path watch;

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
    int given = (files.isEmpty() ? 0 : 1) + (stream == null ? 0 : 1) + (watch == null ? 0 : 1);
    if (given > 1) {
      throw new IllegalArgumentException("FILE, --stream and --watch: expected one of them");
    }
    if (watch != null) {
      return Feed.Folder.of(watch);
    }
    return stream == null ? new Feed.Files(Inputs.expand(files)) : stream(stream, command);
  }

  private Feed stream(String url, CommandLine command) throws IOException {
    StreamSettings settings = StreamSettings.defaults(url, key(command));
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
