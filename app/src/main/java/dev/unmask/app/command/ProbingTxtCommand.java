package dev.unmask.app.command;

import dev.unmask.app.attribution.ProbeDescription;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Writes the file that tells a probed host who probes it. */
@Command(
    name = "probing-txt",
    description =
        "Write the probe description file of RFC 9511, to serve as /.well-known/probing.txt.",
    footerHeading = Examples.HEADING,
    footer = {
      "  unmask probing-txt --contact mailto:you@example.org > probing.txt",
      "  unmask probing-txt --contact https://example.org/scans --vantage 'AS64500, Amsterdam' --output probing.txt"
    })
final class ProbingTxtCommand implements Callable<Integer> {
  /** RFC 9116 2.5.5 advises less than a year. */
  private static final Duration VALID = Duration.ofDays(180);

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--contact",
      paramLabel = "WHOM",
      required = true,
      description =
          "E-mail address, or a mailto:, tel: or https: URI: where owners of hosts can turn to.")
  private String contact = "";

  @Option(
      names = "--expires",
      paramLabel = "TIME",
      description =
          "Until when the file is valid, such as 2027-06-01T00:00:00Z. Default: 180 days from now.")
  private @Nullable Instant expires;

  @Option(
      names = "--canonical",
      paramLabel = "URL",
      description = "Where the file will be, https:.")
  private @Nullable String canonical;

  @Option(
      names = "--languages",
      paramLabel = "TAG",
      split = ",",
      defaultValue = "en",
      description = "Languages in which the contact reads. Default: ${DEFAULT-VALUE}.")
  private List<String> languages = List.of();

  @Option(
      names = "--vantage",
      paramLabel = "TEXT",
      defaultValue = "",
      description = "From where is probed, in your words.")
  private String vantage = "";

  @Option(
      names = "--output",
      paramLabel = "FILE",
      description = "Where to write it. Default: standard output.")
  private @Nullable Path output;

  @Override
  public Integer call() throws IOException {
    Instant now = Clock.systemUTC().instant();
    Instant until = Optional.ofNullable(expires).orElse(now.plus(VALID));
    if (!until.isAfter(now)) {
      throw new IllegalArgumentException("--expires is " + until + "; give a time to come");
    }
    List<String> lines =
        new ProbeDescription(contact, until, Optional.ofNullable(canonical), languages, vantage)
            .lines();
    if (output == null) {
      PrintWriter out = spec.commandLine().getOut();
      lines.forEach(out::println);
      out.flush();
    } else {
      Files.write(output, lines);
    }
    return 0;
  }
}
