package dev.unmask.enrich.policy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The blocklist as its files say now. They are looked at every two seconds, on a thread of its own;
 * a change is taken over once it is the same at two looks, so that a file that is being written is
 * not read.
 *
 * <p>Fails closed: from the moment that a file is gone, cannot be read, has a bad line or has
 * become empty, every address is blocked, until it is mended. What the list said before is not gone
 * back to: somebody may have asked to be left alone since. Safe from any thread.
 */
public final class BlocklistWatch implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(BlocklistWatch.class);
  private static final Duration INTERVAL = Duration.ofSeconds(2);

  /** How a file looks from outside. */
  private record Look(FileTime modified, long size, @Nullable Object identity) {
    static Look at(Path file) throws IOException {
      var attributes = Files.readAttributes(file, BasicFileAttributes.class);
      if (!Files.isReadable(file)) {
        throw new IOException(file + " cannot be read");
      }
      return new Look(attributes.lastModifiedTime(), attributes.size(), attributes.fileKey());
    }
  }

  private final List<Path> files;
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Thread watcher = new Thread(this::watch, "unmask-enrich-blocklist");
  private final Set<Path> filled = new HashSet<>();
  private Map<Path, Look> last = Map.of();
  private Map<Path, Look> taken = Map.of();
  private volatile Blocklist inForce;

  /** Looks at nothing until it is started. */
  public BlocklistWatch(Blocklist read) {
    this.files = read.files();
    this.inForce = read;
    watcher.setDaemon(true);
  }

  public void start() {
    if (!files.isEmpty()) {
      watcher.start();
    }
  }

  /** The list as of the last look. */
  public Blocklist inForce() {
    return inForce;
  }

  /** Why nothing is probed, if the list cannot be used. */
  public Optional<String> broken() {
    return inForce.closed();
  }

  @Override
  public void close() {
    closed.countDown();
  }

  private void watch() {
    try {
      do {
        look();
      } while (!closed.await(INTERVAL.toMillis(), TimeUnit.MILLISECONDS));
    } catch (InterruptedException e) {
      close(); // somebody wants this thread to end
    }
  }

  /** One look at the files. */
  void look() {
    try {
      var now = looks();
      if (now.equals(last) && !now.equals(taken)) {
        take(now);
      }
      last = now;
    } catch (IOException | RuntimeException e) {
      taken = Map.of();
      refuse(String.valueOf(e.getMessage()));
    }
  }

  private Map<Path, Look> looks() throws IOException {
    var looks = new LinkedHashMap<Path, Look>();
    for (var file : files) {
      looks.put(file, Look.at(file));
    }
    return looks;
  }

  private void take(Map<Path, Look> now) throws IOException {
    var emptied = now.keySet().stream().filter(file -> isEmptied(file, now)).findFirst();
    if (emptied.isPresent()) {
      taken = now;
      refuse(emptied.get() + " has become empty; to have no blocklist, leave it out and restart");
      return;
    }
    Blocklist read;
    try {
      read = Blocklist.read(files);
    } catch (IllegalArgumentException e) {
      taken = now;
      refuse(String.valueOf(e.getMessage()));
      return;
    }
    if (looks().equals(now)) {
      taken = now;
      files.stream().filter(file -> size(now, file) > 0).forEach(filled::add);
      accept(read);
    }
  }

  /** As a full disk leaves it. */
  private boolean isEmptied(Path file, Map<Path, Look> now) {
    return size(now, file) == 0 && filled.contains(file);
  }

  private static long size(Map<Path, Look> looks, Path file) {
    return Optional.ofNullable(looks.get(file)).map(Look::size).orElse(0L);
  }

  private void refuse(String why) {
    var closedNow = "%s; nothing is probed until it is mended".formatted(why);
    if (!Objects.equals(inForce.closed(), Optional.of(closedNow))) {
      LOG.error("The blocklist cannot be used: {}", closedNow);
    }
    inForce = Blocklist.closed(closedNow);
  }

  private void accept(Blocklist read) {
    if (broken().isPresent()) {
      LOG.info("The blocklist can be used again, its hash is {}", read.hash());
    } else if (!read.hash().equals(inForce.hash())) {
      LOG.info("The blocklist has changed, its hash is {}", read.hash());
    }
    inForce = read;
  }
}
