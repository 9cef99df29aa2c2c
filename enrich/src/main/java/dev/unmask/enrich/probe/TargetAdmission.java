package dev.unmask.enrich.probe;

import dev.unmask.avro.Outcome;
import dev.unmask.enrich.probe.connection.Admission;
import dev.unmask.enrich.probe.visit.HostTarget;
import java.net.InetAddress;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/** Admission of one host's connections. The turn of the first was waited for before the visit. */
final class TargetAdmission implements Admission {

  private final HostTarget target;
  private final Function<InetAddress, Optional<Outcome>> gate;
  private final Function<HostTarget, CompletableFuture<Void>> pace;
  private boolean first = true;

  TargetAdmission(
      HostTarget target,
      Function<InetAddress, Optional<Outcome>> gate,
      Function<HostTarget, CompletableFuture<Void>> pace) {
    this.target = target;
    this.gate = gate;
    this.pace = pace;
  }

  @Override
  public CompletableFuture<Void> turn() {
    if (first) {
      first = false;
      return CompletableFuture.completedFuture(null);
    }
    return pace.apply(target);
  }

  @Override
  public Optional<Outcome> forbidden() {
    return gate.apply(target.address());
  }
}
