package dev.unmask.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/**
 * Full handshakes per second of the client's processor: all clients in turn, for several rounds,
 * against the same server; the median of the rounds counts.
 */
final class Handshakes {

  /** So that Java has compiled what is hot: a prober runs for days. */
  private static final Duration WARM_UP = Duration.ofSeconds(24);

  private final WebServer server;
  private final int rounds;
  private final Duration time;

  Handshakes(WebServer server, int rounds, Duration time) {
    this.server = server;
    this.rounds = rounds;
    this.time = time;
  }

  Table measure() {
    List<List<Object>> rows = new ArrayList<>();
    try (UnmaskClient unmask = new UnmaskClient()) {
      List<Client> clients = clients(unmask);
      server.listeners().forEach(each -> unmask.shake(each, WARM_UP.dividedBy(4)));
      for (WebServer.Listener listener : server.listeners()) {
        rows.addAll(rows(listener, clients));
      }
    }
    return new Table(
        "handshakes",
        "Full handshakes per second of the client's processor, median of " + rounds + " rounds",
        List.of("server", "client", "per_cpu_second", "per_second", "unmask_to_it"),
        rows,
        notes());
  }

  private static List<Client> clients(UnmaskClient unmask) {
    Stream<Client> always =
        Stream.of(unmask, new OpenSslTime(Programs.find("openssl").orElseThrow()));
    Stream<Client> built =
        Stream.of(GoScanner.zgrab2(), GoScanner.tlsx()).flatMap(Optional::stream);
    return Stream.concat(always, built).toList();
  }

  private static List<String> notes() {
    return Stream.of("zgrab2", "tlsx")
        .filter(name -> Programs.find(name).isEmpty())
        .map(name -> name + " is not measured: it is not built (bench/build-rivals, needs Go)")
        .toList();
  }

  /** All rounds of one client against one listener. */
  private record Taken(Client client, List<Sample> samples) {
    double median(ToDoubleFunction<Sample> figure) {
      return Sample.median(samples.stream().map(figure::applyAsDouble).toList());
    }
  }

  private List<List<Object>> rows(WebServer.Listener listener, List<Client> clients) {
    List<Taken> all =
        clients.stream().map(client -> new Taken(client, new ArrayList<Sample>())).toList();
    for (int round = 0; round < rounds; round++) {
      all.forEach(each -> each.samples.add(each.client.shake(listener, time)));
    }
    double ours = all.get(0).median(Sample::perCpuSecond);
    return all.stream().map(each -> row(listener, each, ours)).toList();
  }

  private static List<Object> row(WebServer.Listener listener, Taken taken, double ours) {
    double theirs = taken.median(Sample::perCpuSecond);
    return List.of(
        listener.toString(),
        taken.client.name(),
        theirs,
        taken.median(Sample::perSecond),
        ours / theirs);
  }
}
