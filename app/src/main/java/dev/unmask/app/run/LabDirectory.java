package dev.unmask.app.run;

import dev.unmask.lab.LabFiles;
import java.io.IOException;
import java.nio.file.Path;

/**
 * The lab's files in one directory, under the names by which everything else finds them.
 *
 * @param path the directory
 */
public record LabDirectory(Path path) {
  /**
   * Writes all files.
   *
   * @param directory exists
   */
  public static LabDirectory write(LabFiles files, Path directory) throws IOException {
    LabDirectory written = new LabDirectory(directory);
    files.owners(written.owners());
    files.roots(written.roots());
    files.scope(written.scope());
    files.truth(written.truth());
    files.banners(written.banners());
    return written;
  }

  /** Banners of all hosts, as a scan feed has them. */
  public Path banners() {
    return path.resolve("banners.ndjson");
  }

  /** Those of hosts that have changed their certificate, once there are any. */
  public Path bannersOfChanged() {
    return path.resolve("banners-of-changed.ndjson");
  }

  /** The owner's issuing CAs and its CDN. */
  public Path owners() {
    return path.resolve("owners.json");
  }

  /** The owner's roots, PEM. */
  public Path roots() {
    return path.resolve("roots.pem");
  }

  /** What may be probed. */
  public Path scope() {
    return path.resolve("scope.txt");
  }

  /** What there is to find, one host a line. */
  public Path truth() {
    return path.resolve("truth.ndjson");
  }
}
