package dev.unmask.app.command;

import dev.unmask.avro.DispositionKind;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Suppresses. */
@Command(
    name = "suppress",
    description = "Suppress alerts: tell nothing of it.",
    footerHeading = Examples.HEADING,
    footer = {
      "  unmask suppress 1073570f79136511 --until 2027-01-31 --why \"known noise\"",
      "  unmask suppress --list"
    })
final class SuppressCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private Decision decision = new Decision();

  @Override
  public Integer call() throws IOException {
    return decision.make(DispositionKind.SUPPRESSED, spec);
  }
}
