package dev.unmask.app.command;

import dev.unmask.app.settings.SettingSources;
import dev.unmask.app.settings.SettingsFile;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine;

/** Assembles the whole command line and runs it. */
public final class CommandLines {
  private CommandLines() {}

  /**
   * Runs one command.
   *
   * @param out where results go
   * @param err where everything else goes
   * @return 0 ok, 1 failed, 2 wrong usage
   */
  public static int run(
      String[] arguments, Map<String, String> environment, PrintWriter out, PrintWriter err) {
    Optional<Path> file = SettingsFile.named(arguments, environment);
    Map<String, String> settings;
    try {
      settings = file.isPresent() ? SettingsFile.read(file.get()) : Map.of();
    } catch (IOException unreadable) {
      err.println("unmask: the settings file cannot be read: " + unreadable.getMessage());
      return CommandLine.ExitCode.USAGE;
    }
    SettingSources sources = new SettingSources(environment, settings);
    CommandLine root = build(sources).setOut(out).setErr(err);
    Set<String> unknown = sources.unknownKeys(root);
    if (!unknown.isEmpty()) {
      err.println(
          "unmask: "
              + file.map(Path::toString).orElse("")
              + ": no command has a setting "
              + String.join(", ", unknown));
      return CommandLine.ExitCode.USAGE;
    }
    sources
        .unknownVariables(root)
        .forEach(
            name -> err.println("unmask: the variable " + name + " is no setting of any command"));
    return root.execute(arguments);
  }

  static CommandLine build(SettingSources sources) {
    CommandLine root = new CommandLine(new UnmaskCommand());
    root.setDefaultValueProvider(sources);
    root.setCaseInsensitiveEnumValuesAllowed(true);
    root.setUsageHelpWidth(110);
    root.setUsageHelpLongOptionsMaxWidth(36);
    root.setParameterExceptionHandler(Failures::wrongUsage);
    root.setExecutionExceptionHandler(Failures::failed);
    root.getHelpSectionMap()
        .put(CommandLine.Model.UsageMessageSpec.SECTION_KEY_COMMAND_LIST, new CommandList());
    return root;
  }
}
