package dev.unmask.app.probe;

import dev.unmask.avro.Observation;
import dev.unmask.avro.TlsProbe;
import dev.unmask.enrich.probe.visit.Tier;
import java.net.UnknownHostException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;

/**
 * Probes hosts, so many at once, and tells of each as it ends. Hosts that show one leaf are one
 * cluster: sessions begun at one are offered to the next, and each is compared with a twin among
 * them. Twins are to be given first, and awaited. One thread gives hosts; another one is told.
 */
public final class ProbeRun implements AutoCloseable {
  private final OneOffProbes probes;
  private final Optional<String> serverName;
  private final Tier tier;
  private final int most;
  private final Semaphore places;
  private final ExecutorService teller;
  private final Consumer<ProbedHost> told;
  private final Map<String, Observation> twins = new ConcurrentHashMap<>();

  /**
   * @param serverName asked of every host, whatever it was named by
   * @param most hosts at once
   * @param told of each host that has ended, on a thread of its own: it may block
   */
  public ProbeRun(
      OneOffProbes probes,
      Optional<String> serverName,
      Tier tier,
      int most,
      Consumer<ProbedHost> told) {
    this.probes = probes;
    this.serverName = serverName;
    this.tier = tier;
    this.most = most;
    this.places = new Semaphore(most);
    this.teller = Executors.newSingleThreadExecutor(work -> new Thread(work, "unmask-results"));
    this.told = told;
  }

  /**
   * Begins with a host, once there is a place.
   *
   * @param twin whether it is known to be the owner's own
   * @throws UnknownHostException if its name cannot be resolved
   */
  public void probe(Target target, boolean twin) throws UnknownHostException, InterruptedException {
    var endpoint = target.endpoint();
    places.acquire();
    CompletableFuture<Observation> seen =
        probes.probe(endpoint, serverName.or(target::serverName), tier, twin);
    seen.thenAcceptAsync(observation -> tell(observation, twin), teller)
        .whenComplete((done, failure) -> places.release());
  }

  /** Waits for all that were begun. */
  public void await() throws InterruptedException {
    places.acquire(most);
    places.release(most);
  }

  private void tell(Observation seen, boolean twin) {
    Optional<String> leaf = leaf(seen);
    if (twin) {
      leaf.ifPresent(shown -> twins.putIfAbsent(shown, seen));
    }
    Optional<Observation> other =
        leaf.flatMap(shown -> Optional.ofNullable(twins.get(shown)))
            .filter(known -> !known.getEndpoint().equals(seen.getEndpoint()));
    told.accept(probes.conclude(seen, other));
  }

  private static Optional<String> leaf(Observation seen) {
    return Optional.ofNullable(seen.getTls()).map(TlsProbe::getChain).stream()
        .flatMap(chain -> chain.stream().limit(1))
        .findFirst();
  }

  @Override
  public void close() {
    teller.shutdownNow();
  }
}
