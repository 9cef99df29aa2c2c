package dev.unmask.stack;

import java.nio.file.Path;
import java.util.Optional;

/**
 * How a local registry is to be started.
 *
 * @param home its program
 * @param workDirectory exists; for its log and for the file that tells its port
 * @param database where it keeps its schemas; empty: in memory
 * @param port on 127.0.0.1; 0: any free one
 * @param temporary a directory that the registry deletes when it ends; empty: none
 */
record RegistrySettings(
    RegistryHome home,
    Path workDirectory,
    Optional<Path> database,
    int port,
    Optional<Path> temporary) {

  /**
   * In a temporary directory one that leaves nothing behind, in any other one that keeps its
   * schemas there.
   */
  static RegistrySettings in(StackDirectory directory, int port) {
    RegistryHome home = RegistryHome.fromSystemProperty();
    Path own = directory.child("registry");
    return directory.temporary()
        ? new RegistrySettings(home, own, Optional.empty(), port, Optional.of(directory.path()))
        : new RegistrySettings(
            home, own, Optional.of(own.resolve("schemas")), port, Optional.empty());
  }

  Path log() {
    return workDirectory.resolve("registry.log");
  }

  Path portFile() {
    return workDirectory.resolve("registry.port");
  }
}
