package dev.unmask.app.settings;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;

/**
 * The file of {@code --config}: Java properties, UTF-8, a key being the long name of an option
 * without its dashes ({@code bootstrap-server = 127.0.0.1:9092}).
 */
public final class SettingsFile {
  private static final String FLAG = "--config";
  private static final String VARIABLE = "UNMASK_CONFIG";

  private SettingsFile() {}

  /**
   * Path of the file that the arguments, or else the environment, name. Before parsing, since
   * parsing needs its values.
   */
  public static Optional<Path> named(String[] arguments, Map<String, String> environment) {
    for (int i = 0; i < arguments.length; i++) {
      if (arguments[i].equals(FLAG) && i + 1 < arguments.length) {
        return Optional.of(Path.of(arguments[i + 1]));
      }
      if (arguments[i].startsWith(FLAG + "=")) {
        return Optional.of(Path.of(arguments[i].substring(FLAG.length() + 1)));
      }
    }
    return Optional.ofNullable(environment.get(VARIABLE))
        .filter(value -> !value.isBlank())
        .map(Path::of);
  }

  /**
   * The file's keys and values.
   *
   * @throws IOException if it cannot be read, or is no properties file
   */
  public static Map<String, String> read(Path file) throws IOException {
    Properties properties = new Properties();
    try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
      properties.load(reader);
    } catch (IllegalArgumentException malformed) {
      throw new IOException(file + ": " + malformed.getMessage(), malformed);
    }
    Map<String, String> settings = new TreeMap<>();
    properties
        .stringPropertyNames()
        .forEach(name -> settings.put(name, properties.getProperty(name).strip()));
    return settings;
  }
}
