package dev.unmask.app.command;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Help;
import picocli.CommandLine.IHelpSectionRenderer;

/** The commands in the help of {@code unmask}, by what one wants to do. */
final class CommandList implements IHelpSectionRenderer {
  private record Section(String heading, List<String> commands) {}

  private static final List<Section> SECTIONS =
      List.of(
          new Section("On this machine", List.of("demo", "analyze", "up")),
          new Section("One stage, against a cluster", List.of("ingest", "enrich", "classify")),
          new Section("Results", List.of("verdicts", "explain", "hosts", "report", "replay")),
          new Section(
              "Alerts, and decisions about them", List.of("alerts", "ack", "suppress", "allow")),
          new Section(
              "By hand",
              List.of("probe", "probing-txt", "topics", "epoch", "deadletters", "lab", "health")));

  @Override
  public String render(Help help) {
    StringBuilder text = new StringBuilder();
    for (Section section : SECTIONS) {
      text.append(String.format("%n%s:%n", section.heading()));
      section.commands().forEach(name -> text.append(line(name, help.subcommands())));
    }
    return text.toString();
  }

  private static String line(String name, Map<String, Help> commands) {
    return Optional.ofNullable(commands.get(name))
        .map(command -> command.commandSpec().usageMessage().description()[0])
        .map(description -> String.format("  %-11s %s%n", name, description))
        .orElse("");
  }
}
