package dev.unmask.lab.feed;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.unmask.lab.pki.Identity;
import dev.unmask.lab.pki.LabPki;
import dev.unmask.lab.scenario.Cast;
import dev.unmask.lab.scenario.Cluster;
import dev.unmask.lab.scenario.LabHost;
import dev.unmask.lab.scenario.LabScenario;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.Function;

/**
 * What a crawler that visited every host on one day would have written down: a banner for each
 * host's TLS port, in no order of addresses or certificates.
 */
public final class BannerFeed {
  private static final Duration CRAWL = Duration.ofHours(6);
  private static final Duration CRAWL_STARTS = Duration.ofHours(2);

  private final LabScenario scenario;
  private final LabPki pki;
  private final Function<LabHost, Showing> showing;
  private final Instant firstSeen;

  /**
   * @param day the crawl is on the day (UTC) before this
   */
  public BannerFeed(LabScenario scenario, LabPki pki, Instant day) {
    this.scenario = scenario;
    this.pki = pki;
    this.showing = Showing.of(scenario);
    this.firstSeen = day.truncatedTo(ChronoUnit.DAYS).minus(1, ChronoUnit.DAYS).plus(CRAWL_STARTS);
  }

  public void write(Path file) throws IOException {
    List<Visit> visits = visits();
    try (JsonGenerator json = Json.lines(file)) {
      for (int number = 0; number < visits.size(); number++) {
        banner(visits.get(number), number, visits.size()).write(json);
        json.writeRaw('\n');
      }
    }
  }

  private ShodanBanner banner(Visit visit, int number, int of) {
    long micros = CRAWL.toNanos() / 1_000 / of * number;
    Instant seen = firstSeen.plus(micros, ChronoUnit.MICROS);
    boolean ldaps = visit.host.tlsPort() == scenario.ports().ldaps();
    return new ShodanBanner(
        visit.host, ldaps, visit.identity, showing.apply(visit.host), seen, new Oddity(number));
  }

  /** In an order that is the same for the same scenario. */
  private List<Visit> visits() {
    List<Visit> visits = new ArrayList<>();
    for (Cluster cluster : scenario.clusters()) {
      for (Cast cast : cluster.casts()) {
        Identity identity = pki.identity(cast.seen().orElse(cluster.leaf()));
        cast.hosts().forEach(host -> visits.add(new Visit(host, identity)));
      }
    }
    Collections.shuffle(visits, new Random(visits.size()));
    return visits;
  }

  private record Visit(LabHost host, Identity identity) {}
}
