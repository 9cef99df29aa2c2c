package dev.unmask.enrich.probe.connection;

import dev.unmask.avro.Outcome;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * When, and whether, a connection to one host may be begun. Asked before each, on its event loop.
 */
public interface Admission {

  /** Completes when the rates allow another connection; from any thread. */
  CompletableFuture<Void> turn();

  /** The last check, immediately before the connect: why it must not be made, or empty. */
  Optional<Outcome> forbidden();
}
