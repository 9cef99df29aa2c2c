package dev.unmask.stack.child;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.jar.JarFile;

/**
 * The main class of the registry's process. It starts the registry's own main class, tells the
 * parent on which port the registry listens, and ends the process when the parent lets go of the
 * pipe to its standard input: by closing it, or by being gone, for the kernel closes it even after
 * {@code kill -9}. What was temporary is deleted then, since nobody else may be left to do it.
 *
 * <p>Told what to do by system properties; not meant to be run by hand.
 */
public final class RegistryProcess {

  /** The registry's runnable jar. */
  public static final String JAR = "unmask.registry.jar";

  /** The file that the port is written to, in decimal digits, once the registry listens. */
  public static final String PORT_FILE = "unmask.registry.port-file";

  /** The directory to delete at the end; absent: none. */
  public static final String TEMPORARY_DIRECTORY = "unmask.registry.temporary-directory";

  /** Quarkus' own setting; it replaces 0 by the port that it was given. */
  private static final String PORT = "quarkus.http.port";

  private static final Duration LONGEST_SHUTDOWN = Duration.ofSeconds(5);
  private static final Duration PORT_POLL = Duration.ofMillis(20);

  private RegistryProcess() {}

  /** Runs the registry until it ends or the parent does. */
  public static void main(String[] arguments) throws Exception {
    daemon("parent-watch", RegistryProcess::endWithTheParent);
    daemon("port-report", RegistryProcess::reportPort);
    runRegistry(arguments);
  }

  private static void runRegistry(String[] arguments) throws Exception {
    try (JarFile jar = new JarFile(System.getProperty(JAR, ""))) {
      String main = jar.getManifest().getMainAttributes().getValue("Main-Class");
      Class.forName(main).getMethod("main", String[].class).invoke(null, (Object) arguments);
    } catch (InvocationTargetException e) {
      throw new IllegalStateException("The registry ended with an exception.", e.getCause());
    }
  }

  private static void endWithTheParent() {
    waitForTheParent();
    String temporary = System.getProperty(TEMPORARY_DIRECTORY, "");
    if (!temporary.isEmpty()) {
      Deletion.deleteTree(Path.of(temporary));
    }
    daemon("last-resort", RegistryProcess::haltSoon);
    System.exit(0);
  }

  /** Nothing is ever written to the pipe. */
  private static void waitForTheParent() {
    try {
      while (System.in.read() >= 0) {}
    } catch (IOException e) {
      // A broken pipe says the same as a closed one.
    }
  }

  private static void haltSoon() {
    pause(LONGEST_SHUTDOWN);
    Runtime.getRuntime().halt(1);
  }

  private static void reportPort() {
    String port = System.getProperty(PORT, "0");
    while (port.equals("0")) {
      pause(PORT_POLL);
      port = System.getProperty(PORT, "0");
    }
    try {
      writeAtOnce(Path.of(System.getProperty(PORT_FILE, "")), port);
    } catch (IOException e) {
      System.err.println("The port could not be told: " + e);
      System.exit(1);
    }
  }

  /** So that the parent never reads half a number. */
  private static void writeAtOnce(Path file, String text) throws IOException {
    Path part = Files.writeString(Path.of(file + ".part"), text);
    Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
  }

  private static void daemon(String name, Runnable task) {
    Thread thread = new Thread(task, name);
    thread.setDaemon(true);
    thread.start();
  }

  private static void pause(Duration time) {
    try {
      Thread.sleep(time.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
