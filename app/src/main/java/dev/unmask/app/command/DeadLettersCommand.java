package dev.unmask.app.command;

import dev.unmask.app.deadletter.DeadLetters;
import dev.unmask.app.deadletter.GiveBack;
import dev.unmask.app.deadletter.Letter;
import dev.unmask.app.deadletter.LetterPlace;
import dev.unmask.app.deadletter.Wanted;
import dev.unmask.app.view.IngestTable;
import dev.unmask.app.view.LetterPage;
import dev.unmask.app.view.LetterRows;
import dev.unmask.app.view.Words;
import dev.unmask.ingest.IngestReport;
import dev.unmask.schemas.connection.KafkaConnection;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Looks through the dead letters, and gives them back. */
@Command(
    name = "deadletters",
    description = "List, show or replay the records that could not be used.",
    subcommands = {
      DeadLettersCommand.ListThem.class,
      DeadLettersCommand.Show.class,
      DeadLettersCommand.Replay.class
    })
final class DeadLettersCommand implements Runnable {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "list, show or replay?");
  }

  private static KafkaConnection connect(ConnectionOptions options) throws IOException {
    KafkaConnection connection = options.impatient();
    Needed.check(connection, connection.topics().banners());
    return connection;
  }

  private static Set<LetterPlace> places(List<String> named) {
    return named.stream().map(LetterPlace::of).collect(Collectors.toSet());
  }

  /** {@code unmask deadletters list}. */
  @Command(
      name = "list",
      description = "List them: where each came from, and why it could not be used.",
      footerHeading = Examples.HEADING,
      footer = {
        "  unmask deadletters list",
        "  unmask deadletters list --stage ingest --since 24h --format json | jq -r .reason | sort | uniq -c"
      })
  static final class ListThem implements Callable<Integer> {
    @Spec private CommandSpec spec = CommandSpec.create();
    @Mixin private LetterOptions letters = new LetterOptions();

    @Option(
        names = "--last",
        paramLabel = "N",
        defaultValue = "100",
        description = "Of a table, only the last so many that are read. Default: ${DEFAULT-VALUE}.")
    private int last;

    @Option(
        names = "--format",
        paramLabel = "FORMAT",
        defaultValue = "table",
        description = "${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
    private PageFormat format = PageFormat.TABLE;

    @ArgGroup(validate = false, heading = Examples.CONNECTION)
    private ConnectionOptions connection = new ConnectionOptions();

    @Override
    public Integer call() throws IOException {
      if (last < 1) {
        throw new ParameterException(spec.commandLine(), "--last " + last + ": expected 1 or more");
      }
      PrintWriter out = spec.commandLine().getOut();
      Wanted wanted = letters.wanted(Set.of());
      DeadLetters topic = new DeadLetters(connect(connection));
      if (format == PageFormat.JSON) {
        topic.each(wanted, letter -> out.println(LetterRows.json(letter)));
      } else {
        table(topic, wanted, out);
      }
      return ExitCode.OK;
    }

    private void table(DeadLetters topic, Wanted wanted, PrintWriter out) {
      Deque<Letter> kept = new ArrayDeque<>();
      AtomicLong found = new AtomicLong();
      topic.each(
          wanted,
          letter -> {
            found.incrementAndGet();
            kept.addLast(letter.withoutBytes());
            if (kept.size() > last) {
              kept.removeFirst();
            }
          });
      LetterRows.table(kept).forEach(out::println);
      out.println(Words.counted(found.get(), "dead letter") + ", " + kept.size() + " shown");
    }
  }

  /** {@code unmask deadletters show}. */
  @Command(
      name = "show",
      description = "Show all of one: its headers and its bytes.",
      footerHeading = Examples.HEADING,
      footer = {"  unmask deadletters show 3:42", "  unmask deadletters show 3:42 --raw > record"})
  static final class Show implements Callable<Integer> {
    @Spec private CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "PARTITION:OFFSET", description = "As 'list' shows it.")
    private String place = "";

    @Option(names = "--raw", description = "Its bytes alone, as they are.")
    private boolean raw;

    @ArgGroup(validate = false, heading = Examples.CONNECTION)
    private ConnectionOptions connection = new ConnectionOptions();

    @Override
    public Integer call() throws IOException {
      Optional<Letter> found = new DeadLetters(connect(connection)).at(LetterPlace.of(place));
      if (found.isEmpty()) {
        spec.commandLine().getErr().println("unmask: there is no dead letter at " + place);
        return ExitCode.SOFTWARE;
      }
      if (raw) {
        write(found.get());
      } else {
        LetterPage.of(found.get()).forEach(spec.commandLine().getOut()::println);
      }
      return ExitCode.OK;
    }

    /** Past the writer of text, which would change them. */
    private static void write(Letter letter) throws IOException {
      OutputStream out = System.out;
      out.write(letter.value() == null ? new byte[0] : letter.value());
      out.flush();
    }
  }

  /** {@code unmask deadletters replay}. */
  @Command(
      name = "replay",
      description = {
        "Give them back to where they came from: a record to its topic, a line to ingest.",
        "They stay among the dead letters; one that still cannot be used becomes another."
      },
      footerHeading = Examples.HEADING,
      footer = {
        "  unmask deadletters replay 3:42 3:57",
        "  unmask deadletters replay --stage enrich --since 2h",
        "  unmask deadletters replay --all"
      })
  static final class Replay implements Callable<Integer> {
    @Spec private CommandSpec spec = CommandSpec.create();

    @Parameters(
        arity = "0..*",
        paramLabel = "PARTITION:OFFSET",
        description = "As 'list' shows it.")
    private List<String> named = List.of();

    @Mixin private LetterOptions letters = new LetterOptions();

    @Option(names = "--all", description = "All of them.")
    private boolean all;

    @ArgGroup(validate = false, heading = Examples.CONNECTION)
    private ConnectionOptions connection = new ConnectionOptions();

    @Override
    public Integer call() throws IOException {
      if (all == (letters.given() || !named.isEmpty())) {
        throw new ParameterException(
            spec.commandLine(),
            all
                ? "--all stands alone"
                : "which? name some, or say --stage, --reason, --since or --all");
      }
      Wanted wanted = letters.wanted(places(named));
      PrintWriter out = spec.commandLine().getOut();
      GiveBack.Returned returned =
          new GiveBack(connect(connection), new SimpleMeterRegistry()).run(wanted);
      out.println(Words.counted(returned.records(), "record") + " given back to their topics");
      returned.ingested().map(IngestTable::of).ifPresent(table -> table.forEach(out::println));
      if (returned.refused() > 0) {
        spec.commandLine()
            .getErr()
            .println(
                "unmask: "
                    + returned.refused()
                    + " were not: they are not whole, or their topic is none of banners, observations"
                    + " and certificates, or refuses them");
      }
      List<String> problems = returned.ingested().map(IngestReport::problems).orElse(List.of());
      problems.forEach(problem -> spec.commandLine().getErr().println("unmask: " + problem));
      return returned.refused() == 0 && problems.isEmpty() ? ExitCode.OK : ExitCode.SOFTWARE;
    }
  }
}
