package dev.unmask.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What the figures were taken on. */
final class Machine {

  private Machine() {}

  static Map<String, String> facts() {
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("cores", Integer.toString(Runtime.getRuntime().availableProcessors()));
    facts.put("processor", processor());
    facts.put("system", System.getProperty("os.name") + " " + System.getProperty("os.version"));
    facts.put("load before", firstLine("/proc/loadavg"));
    facts.put("java", System.getProperty("java.vm.name") + " " + Runtime.version());
    facts.put("openssl", version("openssl", "version"));
    facts.put("nginx", version("nginx", "-v"));
    Stream.of("zgrab2", "tlsx").forEach(name -> facts.put(name, built(name)));
    return facts;
  }

  private static String version(String program, String flag) {
    return Programs.find(program)
        .map(path -> Programs.run(List.of(path, flag)).lines().findFirst().orElse(""))
        .orElse("not installed");
  }

  /** The version is in the name of the file that the link leads to. */
  private static String built(String program) {
    return Programs.find(program)
        .map(path -> Path.of(path).toAbsolutePath())
        .map(Machine::target)
        .orElse("not built");
  }

  private static String target(Path link) {
    try {
      return String.valueOf(link.toRealPath().getFileName());
    } catch (IOException gone) {
      throw new UncheckedIOException(gone);
    }
  }

  private static String processor() {
    try (Stream<String> lines = Files.lines(Path.of("/proc/cpuinfo"))) {
      return lines
          .filter(line -> line.startsWith("model name"))
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .findFirst()
          .orElse("unknown");
    } catch (IOException none) {
      return "unknown";
    }
  }

  private static String firstLine(String file) {
    try {
      return Files.readString(Path.of(file)).strip();
    } catch (IOException none) {
      return "unknown";
    }
  }
}
