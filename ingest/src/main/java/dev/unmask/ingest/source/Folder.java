package dev.unmask.ingest.source;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.stream.Stream;

/**
 * A folder into which somebody puts files. A file is ready when it has not changed for a while, and
 * ready again when it has changed since; what is hidden, or named as what is still on its way
 * ({@code .part}, {@code .tmp}), is not there yet, and is when it is renamed. Used by one thread.
 */
public final class Folder {

  private static final List<String> ON_THEIR_WAY =
      List.of(".part", ".partial", ".tmp", ".filepart", ".crdownload", ".download");

  private static final Duration PAUSE = Duration.ofSeconds(30);

  private final Path directory;
  private final Duration settling;
  private final LongSupplier nanoTime;
  private Map<Path, Seen> seen = new HashMap<>();

  /** A file as it was when it was seen first in this state, and whether it was handed out so. */
  private record Seen(FileState state, long since, boolean taken) {}

  /**
   * @param settling how long a file must not change until it is ready
   * @param nanoTime a clock such as {@link System#nanoTime()}
   */
  public Folder(Path directory, Duration settling, LongSupplier nanoTime) {
    this.directory = directory;
    this.settling = settling;
    this.nanoTime = nanoTime;
  }

  /** What stands in the way of reading it, in a sentence; empty if nothing is seen to. */
  public Optional<String> problem() {
    if (!Files.isDirectory(directory)) {
      return Optional.of(directory + ": there is no such directory");
    }
    return Files.isReadable(directory)
        ? Optional.empty()
        : Optional.of(directory + ": it may not be read");
  }

  /** With what the paths of its files begin. */
  public String prefix() {
    return directory.toAbsolutePath().normalize() + directory.getFileSystem().getSeparator();
  }

  /**
   * Files that are ready, by name; each is handed out once until it changes.
   *
   * @throws IOException if the folder cannot be read
   */
  public List<Input> ready() throws IOException {
    Map<Path, Seen> now = new HashMap<>();
    List<Input> ready = new ArrayList<>();
    for (Path file : files()) {
      Input input = Input.of(file.toString(), InputStream.nullInputStream());
      Optional<Seen> found = look(file, input);
      if (found.filter(each -> !each.taken()).filter(this::isSettled).isPresent()) {
        ready.add(input);
        found = found.map(each -> new Seen(each.state(), each.since(), true));
      }
      found.ifPresent(each -> now.put(file, each));
    }
    seen = now;
    return ready;
  }

  /** Hands a file out once more, after a pause, though it does not change. */
  public void retry(Input input) {
    long since = nanoTime.getAsLong() + PAUSE.minus(settling).toNanos();
    seen.computeIfPresent(
        Path.of(input.name()), (file, before) -> new Seen(before.state(), since, false));
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> entries = Files.list(directory)) {
      return entries.filter(Folder::isThere).filter(Files::isRegularFile).sorted().toList();
    }
  }

  private static boolean isThere(Path file) {
    String name = file.getFileName().toString();
    return !name.startsWith(".") && ON_THEIR_WAY.stream().noneMatch(name::endsWith);
  }

  /** Empty if it is gone, or has nothing in it. */
  private Optional<Seen> look(Path file, Input input) {
    Optional<FileState> state;
    try {
      state = input.state().filter(found -> found.size() > 0);
    } catch (IOException gone) {
      return Optional.empty();
    }
    Optional<Seen> before = Optional.ofNullable(seen.get(file));
    return state.map(
        now ->
            before
                .filter(each -> each.state().equals(now))
                .orElseGet(() -> new Seen(now, nanoTime.getAsLong(), false)));
  }

  private boolean isSettled(Seen file) {
    return nanoTime.getAsLong() - file.since() >= settling.toNanos();
  }
}
