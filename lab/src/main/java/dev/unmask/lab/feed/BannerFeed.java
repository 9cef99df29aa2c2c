package dev.unmask.lab.feed;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.unmask.lab.pki.Identity;
import dev.unmask.lab.pki.LabPki;
import dev.unmask.lab.scenario.Cast;
import dev.unmask.lab.scenario.Cluster;
import dev.unmask.lab.scenario.LabHost;
import dev.unmask.lab.scenario.LabScenario;
import dev.unmask.lab.scenario.Leaf;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.Collectors;

/**
 * What a crawler that visited every host on one day would have written down: a banner for each
 * host's TLS port, in no order of addresses or certificates, but those first who are visited again
 * because they change theirs.
 */
public final class BannerFeed {
  private static final Duration CRAWL = Duration.ofHours(6);
  private static final Duration CRAWL_STARTS = Duration.ofHours(2);

  private final LabScenario scenario;
  private final LabPki pki;
  private final Instant firstSeen;
  private final Set<InetAddress> changing;

  /**
   * @param day the crawl is on the day (UTC) before this
   */
  public BannerFeed(LabScenario scenario, LabPki pki, Instant day) {
    this.scenario = scenario;
    this.pki = pki;
    this.firstSeen = day.truncatedTo(ChronoUnit.DAYS).minus(1, ChronoUnit.DAYS).plus(CRAWL_STARTS);
    this.changing =
        scenario.former().stream().map(LabHost::address).collect(Collectors.toUnmodifiableSet());
  }

  /** The visit of that day. */
  public void write(Path file) throws IOException {
    List<Visit> visits = visits(cast -> cast.seen());
    visits.sort(Comparator.comparing(visit -> !changing.contains(visit.host.address())));
    long pace = CRAWL.toNanos() / 1_000 / Math.max(1, visits.size());
    write(
        visits,
        Showing.of(scenario.everyoneAtFirst()),
        number -> firstSeen.plus(pace * number, ChronoUnit.MICROS),
        file);
  }

  /**
   * Another visit, of those who have changed their certificate, after they have.
   *
   * @param when of this visit, all of it
   */
  public void writeChanged(Instant when, Path file) throws IOException {
    List<Visit> visits = visits(cast -> Optional.empty());
    visits.removeIf(visit -> !changing.contains(visit.host.address()));
    write(visits, Showing.of(scenario.everyone()), number -> when, file);
  }

  private void write(
      List<Visit> visits, Function<LabHost, Showing> showing, IntFunction<Instant> seen, Path file)
      throws IOException {
    try (JsonGenerator json = Json.lines(file)) {
      for (int number = 0; number < visits.size(); number++) {
        Visit visit = visits.get(number);
        boolean ldaps = visit.host.tlsPort() == scenario.ports().ldaps();
        Showing shown = showing.apply(visit.host);
        new ShodanBanner(
                visit.host, ldaps, visit.identity, shown, seen.apply(number), new Oddity(number))
            .write(json);
        json.writeRaw('\n');
      }
    }
  }

  /**
   * In an order that is the same for the same scenario.
   *
   * @param seen the leaf that hosts of a cast show; empty for their cluster's
   */
  private List<Visit> visits(Function<Cast, Optional<Leaf>> seen) {
    List<Visit> visits = new ArrayList<>();
    for (Cluster cluster : scenario.clusters()) {
      for (Cast cast : cluster.casts()) {
        Identity identity = pki.identity(seen.apply(cast).orElse(cluster.leaf()));
        cast.hosts().forEach(host -> visits.add(new Visit(host, identity)));
      }
    }
    Collections.shuffle(visits, new Random(visits.size()));
    return visits;
  }

  private record Visit(LabHost host, Identity identity) {}
}
