package dev.unmask.enrich;

import dev.unmask.enrich.probe.HostProber;
import dev.unmask.enrich.probe.HostReport;
import dev.unmask.enrich.probe.visit.HostTarget;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/** A prober that is opened when it is first needed, which may be never. Safe from any thread. */
final class LazyProber implements AutoCloseable {
  private final Supplier<HostProber> opening;
  private Optional<HostProber> prober = Optional.empty();
  private boolean closed;

  LazyProber(Supplier<HostProber> opening) {
    this.opening = opening;
  }

  /** See {@link HostProber#probe}; fails if this is closed. */
  CompletableFuture<HostReport> probe(HostTarget target) {
    return opened()
        .map(open -> open.probe(target))
        .orElseGet(
            () -> CompletableFuture.failedFuture(new CancellationException("the stage is closed")));
  }

  private synchronized Optional<HostProber> opened() {
    if (prober.isEmpty() && !closed) {
      prober = Optional.of(opening.get());
    }
    return prober;
  }

  @Override
  public synchronized void close() {
    closed = true;
    prober.ifPresent(HostProber::close);
  }
}
