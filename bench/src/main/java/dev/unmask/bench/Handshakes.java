package dev.unmask.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/**
 * Full handshakes per second of the client's processor. In each round every client takes its turn
 * at every listener, so that none of them is measured earlier than another; the median of the
 * rounds counts.
 */
final class Handshakes {

  private final WebServer server;
  private final int rounds;
  private final Duration time;

  Handshakes(WebServer server, int rounds, Duration time) {
    this.server = server;
    this.rounds = rounds;
    this.time = time;
  }

  Table measure() {
    try (UnmaskClient unmask = new UnmaskClient()) {
      List<Row> rows =
          server.listeners().stream().map(each -> new Row(each, clients(unmask))).toList();
      unmask.warmUp(server.listeners());
      for (int round = 0; round < rounds; round++) {
        rows.forEach(row -> row.measure(time));
      }
      return new Table(
          "handshakes",
          "Full handshakes per second of the client's processor, median of " + rounds + " rounds",
          List.of("server", "client", "per_cpu_second", "per_second", "unmask_to_it"),
          rows.stream().flatMap(Row::cells).toList(),
          notes());
    }
  }

  /** The prober first. */
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

  /** All rounds of all clients against one listener. */
  private static final class Row {
    private final WebServer.Listener listener;
    private final List<Taken> all;

    Row(WebServer.Listener listener, List<Client> clients) {
      this.listener = listener;
      this.all = clients.stream().map(client -> new Taken(client, new ArrayList<>())).toList();
    }

    void measure(Duration time) {
      all.forEach(each -> each.samples.add(each.client.shake(listener, time)));
    }

    Stream<List<Object>> cells() {
      double ours = all.get(0).median(Sample::perCpuSecond);
      return all.stream().map(taken -> cells(taken, ours));
    }

    private List<Object> cells(Taken taken, double ours) {
      double theirs = taken.median(Sample::perCpuSecond);
      return List.of(
          listener.toString(),
          taken.client.name(),
          theirs,
          taken.median(Sample::perSecond),
          ours / theirs);
    }
  }

  /** All rounds of one client against one listener. */
  private record Taken(Client client, List<Sample> samples) {
    double median(ToDoubleFunction<Sample> figure) {
      return Sample.median(samples.stream().map(figure::applyAsDouble).toList());
    }
  }
}
