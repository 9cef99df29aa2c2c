package dev.unmask.enrich.realpeers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.LifecycleMethodExecutionExceptionHandler;
import org.junit.jupiter.api.extension.TestWatcher;

/**
 * The programs of one test class, each in a folder of its own that holds its configuration. What
 * they printed is shown when a test fails; they end with the class, or with the JVM.
 */
final class Programs
    implements LifecycleMethodExecutionExceptionHandler,
        BeforeEachCallback,
        AfterAllCallback,
        TestWatcher {

  private final List<Program> running = new CopyOnWriteArrayList<>();
  private final Deque<AutoCloseable> open = new ConcurrentLinkedDeque<>();
  private Optional<Throwable> failure = Optional.empty();

  Programs() {
    Runtime.getRuntime().addShutdownHook(new Thread(this::closeAtExit, "peers-close"));
  }

  /** This machine, where each server has an address of its own. */
  Machine here() {
    return new Machine(this, List.of(), Place::free);
  }

  /** A new folder with these files. */
  Path folder(Map<String, String> files) {
    try {
      Path folder = Files.createTempDirectory("real-peer");
      open.push(() -> delete(folder));
      for (Map.Entry<String, String> file : files.entrySet()) {
        Files.writeString(folder.resolve(file.getKey()), file.getValue());
      }
      return folder;
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  Program start(Path folder, List<String> command) {
    Program program = Program.start(folder, command);
    running.add(program);
    open.push(program);
    return program;
  }

  /** Something else that ends with the class. */
  <T extends AutoCloseable> T closeAfterwards(T opened) {
    open.push(opened);
    return opened;
  }

  /** What ends the preparation ends each test, so that a skipped class is told of, and why. */
  @Override
  public void handleBeforeAllMethodExecutionException(ExtensionContext context, Throwable thrown) {
    failure = Optional.of(thrown);
    System.err.println(context.getDisplayName() + ": " + thrown.getMessage());
  }

  @Override
  public void beforeEach(ExtensionContext context) throws Exception {
    if (failure.isPresent()) {
      rethrow(failure.get());
    }
  }

  @Override
  public void testFailed(ExtensionContext context, Throwable cause) {
    running.forEach(program -> System.err.println(program.told()));
  }

  @Override
  public void afterAll(ExtensionContext context) throws Exception {
    close();
  }

  /** What was opened last is closed first. */
  private void close() throws Exception {
    for (AutoCloseable next = open.poll(); next != null; next = open.poll()) {
      next.close();
    }
  }

  private void closeAtExit() {
    try {
      close();
    } catch (Exception failed) {
      throw new IllegalStateException(failed);
    }
  }

  private static void rethrow(Throwable thrown) throws Exception {
    if (thrown instanceof Error error) {
      throw error;
    }
    throw (Exception) thrown;
  }

  private static void delete(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }
}
