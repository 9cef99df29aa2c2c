package dev.unmask.app.command;

import dev.unmask.avro.DispositionKind;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Acknowledges. */
@Command(
    name = "ack",
    description = "Acknowledge alerts: tell again only of what gets materially worse.",
    footerHeading = Examples.HEADING,
    footer = {
      "  unmask ack 328f544d-ecb3-5a4f-8cf1-29555a643b5f --why \"reported to the owner, ticket 4711\" --until 7d",
      "  unmask ack --list"
    })
final class AckCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private Decision decision = new Decision();

  @Override
  public Integer call() throws IOException {
    return decision.make(DispositionKind.ACKNOWLEDGED, spec);
  }
}
