package dev.unmask.app.settings;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.IDefaultValueProvider;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * Gives picocli the value of an option that was not given as a flag: {@code --metrics-port} is
 * {@code UNMASK_METRICS_PORT} in the environment and {@code metrics-port} in the settings file. An
 * empty variable counts as not set, so that a container can pass on what its user left out.
 */
public final class SettingSources implements IDefaultValueProvider {
  private static final String PREFIX = "UNMASK_";

  /** Read by the launcher and by the logging, not options. */
  private static final NavigableSet<String> OTHER_VARIABLES =
      new TreeSet<>(
          List.of(
              "UNMASK_JAVA_OPTS",
              "UNMASK_LOG_LEVEL",
              "UNMASK_LOG_FORMAT",
              "UNMASK_HOME",
              "UNMASK_CONFIG"));

  private final Map<String, String> environment;
  private final Map<String, String> file;

  /**
   * @param environment the process's environment variables
   * @param file keys and values of the settings file; empty without one
   */
  public SettingSources(Map<String, String> environment, Map<String, String> file) {
    this.environment = Map.copyOf(environment);
    this.file = Map.copyOf(file);
  }

  @Override
  public @Nullable String defaultValue(ArgSpec argument) {
    if (!(argument instanceof OptionSpec option) || option.usageHelp() || option.versionHelp()) {
      return null;
    }
    String name = key(option);
    return nonBlank(environment.get(variable(name)))
        .or(() -> nonBlank(file.get(name)))
        .orElse(null);
  }

  /** Keys of the settings file that no option of any command has. */
  public NavigableSet<String> unknownKeys(CommandLine root) {
    NavigableSet<String> unknown = new TreeSet<>(file.keySet());
    unknown.removeAll(keys(root));
    return unknown;
  }

  /**
   * Variables of the environment that look like a setting and are none: a typing error, most
   * likely.
   */
  public NavigableSet<String> unknownVariables(CommandLine root) {
    NavigableSet<String> unknown = new TreeSet<>();
    environment.keySet().stream().filter(name -> name.startsWith(PREFIX)).forEach(unknown::add);
    keys(root).forEach(key -> unknown.remove(variable(key)));
    unknown.removeAll(OTHER_VARIABLES);
    return unknown;
  }

  static String variable(String key) {
    return PREFIX + key.replace('-', '_').toUpperCase(Locale.ROOT);
  }

  private static String key(OptionSpec option) {
    return option.longestName().replaceFirst("^-+", "");
  }

  private static NavigableSet<String> keys(CommandLine command) {
    NavigableSet<String> keys = new TreeSet<>();
    command.getCommandSpec().options().forEach(option -> keys.add(key(option)));
    command.getSubcommands().values().forEach(child -> keys.addAll(keys(child)));
    return keys;
  }

  private static Optional<String> nonBlank(@Nullable String value) {
    return Optional.ofNullable(value).filter(text -> !text.isBlank());
  }
}
