package dev.unmask.app.command;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** What is said, and which status is given, when a command cannot do what it was asked. */
final class Failures {
  private Failures() {}

  /** Wrong usage: the mistake in a line, and where help is. */
  static int wrongUsage(ParameterException mistake, String[] arguments) {
    CommandLine command = mistake.getCommandLine();
    PrintWriter err = command.getErr();
    err.println("unmask: " + mistake.getMessage());
    if (!UnmatchedArgumentException.printSuggestions(mistake, err)) {
      err.println("Try '" + command.getCommandSpec().qualifiedName() + " --help'.");
    }
    return ExitCode.USAGE;
  }

  /** A setting that its own record refused is wrong usage too; anything else is a failure. */
  static int failed(Exception failure, CommandLine command, ParseResult parsed) {
    if (failure instanceof IllegalArgumentException refused
        && Optional.ofNullable(refused.getMessage()).isPresent()) {
      return wrongUsage(
          new ParameterException(command, refused.getMessage(), refused), new String[0]);
    }
    command.getErr().println("unmask: " + sentence(failure));
    if (command.getCommandSpec().root().userObject() instanceof UnmaskCommand root
        && root.verbose()) {
      command.getErr().print(trace(failure));
    }
    return ExitCode.SOFTWARE;
  }

  /** The failure's own words, and those of its causes that say more. */
  private static String sentence(Throwable failure) {
    StringBuilder words = new StringBuilder();
    for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
      String more =
          Optional.ofNullable(cause.getMessage()).orElse(cause.getClass().getSimpleName());
      if (words.indexOf(more) < 0) {
        words.append(words.length() == 0 ? "" : ": ").append(more);
      }
    }
    return words.toString();
  }

  private static String trace(Throwable failure) {
    StringWriter text = new StringWriter();
    failure.printStackTrace(new PrintWriter(text));
    return text.toString();
  }
}
