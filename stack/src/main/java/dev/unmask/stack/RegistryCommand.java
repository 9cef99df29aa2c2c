package dev.unmask.stack;

import dev.unmask.stack.child.RegistryProcess;
import java.io.File;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The command line of the registry's process. No secret is in it, for it has none. */
final class RegistryCommand {

  /**
   * What the registry may see of our environment: it would take many a variable for a setting of
   * its own.
   */
  static final Set<String> ENVIRONMENT =
      Set.of("PATH", "HOME", "LANG", "TMPDIR", "TEMP", "TMP", "SystemRoot");

  private RegistryCommand() {}

  static List<String> of(RegistrySettings settings) {
    List<String> command = new ArrayList<>(deafToSignals());
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(virtualMachine());
    command.addAll(registry(settings));
    command.addAll(guard(settings));
    command.addAll(List.of("-cp", classPath(settings), RegistryProcess.class.getName()));
    return command;
  }

  /**
   * ^C, a closed terminal and a stop of the whole service reach every process at once, but the
   * stages still need the registry while they drain, and somebody must tidy up after us: it ends
   * when we do. A JVM leaves alone what was ignored when it started.
   */
  private static List<String> deafToSignals() {
    return File.separatorChar == '/'
        ? List.of("/bin/sh", "-c", "trap '' INT HUP TERM; exec \"$@\"", "sh")
        : List.of();
  }

  /** A few dozen schemas need little; the first compiler alone starts a second sooner than both. */
  private static List<String> virtualMachine() {
    return List.of("-Xmx128m", "-Xss512k", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");
  }

  private static List<String> registry(RegistrySettings settings) {
    List<String> flags = new ArrayList<>();
    flags.add("-Dquarkus.http.host=127.0.0.1");
    flags.add("-Dquarkus.http.port=" + settings.port());
    flags.add("-Dquarkus.banner.enabled=false");
    flags.add("-Dquarkus.http.access-log.enabled=false");
    settings
        .database()
        .ifPresent(file -> flags.add("-Dapicurio.datasource.url=jdbc:h2:file:" + file));
    return flags;
  }

  private static List<String> guard(RegistrySettings settings) {
    List<String> flags = new ArrayList<>();
    flags.add("-D" + RegistryProcess.JAR + "=" + settings.home().jar());
    flags.add("-D" + RegistryProcess.PORT_FILE + "=" + settings.portFile());
    settings
        .temporary()
        .ifPresent(path -> flags.add("-D" + RegistryProcess.TEMPORARY_DIRECTORY + "=" + path));
    return flags;
  }

  private static String classPath(RegistrySettings settings) {
    return settings.home().jar() + File.pathSeparator + ownClasses();
  }

  private static Path ownClasses() {
    try {
      return Path.of(
          RegistryProcess.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new LocalStackException(
          "The jar of module stack is at no place that a process could be started from.", e);
    }
  }
}
