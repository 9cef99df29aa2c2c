package dev.unmask.app.command;

import dev.unmask.avro.DispositionKind;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Allows. */
@Command(
    name = "allow",
    description = "Allow what is as it should be: it does not count for alerts.",
    footerHeading = Examples.HEADING,
    footer = {"  unmask allow AS64500 --why \"our own load balancers\"", "  unmask allow --list"})
final class AllowCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private Decision decision = new Decision();

  @Override
  public Integer call() throws IOException {
    return decision.make(DispositionKind.ALLOWED, spec);
  }
}
