package dev.unmask.enrich;

import static dev.unmask.enrich.given.Banners.aBanner;
import static dev.unmask.enrich.given.Certificates.selfSigned;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.unmask.avro.Banner;
import dev.unmask.avro.Observation;
import dev.unmask.avro.PassiveReason;
import dev.unmask.enrich.given.Certificates.Identity;
import dev.unmask.enrich.given.Installation;
import dev.unmask.enrich.given.RunningEnrich;
import dev.unmask.enrich.given.TlsHosts;
import dev.unmask.enrich.given.TlsHosts.Arrival;
import dev.unmask.enrich.given.Witness;
import dev.unmask.enrich.policy.Blocklist;
import dev.unmask.enrich.policy.Rates;
import dev.unmask.enrich.policy.ScopeChange;
import dev.unmask.schemas.endpoint.Endpoints;
import dev.unmask.schemas.owner.OwnerCatalogue;
import dev.unmask.stack.LocalStack;
import dev.unmask.stack.junit.LocalStackExtension;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * No connection that policy forbids is ever made: observed by those who accept them, on a real
 * broker. With three enrichers: {@link ThreeEnrichersIT}.
 */
@ExtendWith(LocalStackExtension.class)
@Execution(ExecutionMode.CONCURRENT)
final class PolicyIT {
  private static final Duration SOON = Duration.ofMinutes(3);
  private static final Identity BRAND = selfSigned("CN=www.update.microsoft.com");

  @Test
  void no_second_has_more_connections_than_the_rates_allow(LocalStack stack) throws IOException {
    var rates = new Rates(25, 16, 8, 2);
    try (var installation = Installation.on(stack, 2);
        var hosts = TlsHosts.answering(BRAND);
        var witness = new Witness(hosts);
        var enrich = RunningEnrich.start(with(rates), installation.connection())) {
      installation.publish(banners(4, 5, hosts.port()));
      await().atMost(SOON).until(() -> enrich.count("probed") == 20);
      witness.close();

      assertThat(witness.arrivals()).hasSizeGreaterThanOrEqualTo(20);
      assertThat(witness.mostInASecond(all -> "all")).isLessThanOrEqualTo(rates.system());
      assertThat(witness.mostInASecond(one -> Endpoints.subnet(one.address())))
          .isLessThanOrEqualTo(rates.subnet());
      assertThat(witness.mostInASecond(Arrival::address)).isLessThanOrEqualTo(rates.address());
    }
  }

  @Test
  void a_host_is_not_probed_again_within_the_time_though_it_is_delivered_again_and_enrich_restarted(
      LocalStack stack) throws IOException {
    try (var installation = Installation.on(stack, 2);
        var hosts = TlsHosts.answering(BRAND)) {
      var banners = banners(5, 1, hosts.port());
      try (var first = RunningEnrich.start(RunningEnrich.local(), installation.connection())) {
        installation.publish(banners);
        installation.publish(banners);
        await().atMost(SOON).until(installation::allCommitted);
        assertThat(first.count("probed")).isEqualTo(5);
      }
      var before = hosts.accepted().size();
      try (var second = RunningEnrich.start(RunningEnrich.local(), installation.connection())) {
        installation.publish(banners);
        await().atMost(SOON).until(() -> second.count("passive") == 5);
      }

      assertThat(hosts.accepted()).hasSize(before);
      assertThat(installation.observations())
          .filteredOn(one -> one.getPassiveReason() == PassiveReason.RECENTLY_PROBED)
          .hasSize(10);
      assertThat(installation.records(installation.topics().probed().name())).hasSize(5);
    }
  }

  @Test
  void a_blocklist_that_breaks_stops_probing_until_it_is_mended(
      LocalStack stack, @TempDir Path folder) throws IOException {
    var file = Files.writeString(folder.resolve("blocklist"), "127.99.0.0/16\n");
    var settings = RunningEnrich.local();
    var listed = settings.with(settings.probing().with(Blocklist.read(List.of(file))));
    try (var installation = Installation.on(stack, 1);
        var hosts = TlsHosts.answering(BRAND);
        var enrich = RunningEnrich.start(listed, installation.connection())) {
      installation.publish(banners(1, 1, hosts.port()));
      await().atMost(SOON).until(() -> enrich.count("probed") == 1);
      var before = hosts.accepted().size();

      Files.writeString(file, "127.99.0.0/16\nsome.host.example\n");
      await().atMost(SOON).until(() -> enrich.gauge("blocklist.usable") == 0);
      assertThat(enrich.enrich().waitingFor())
          .hasValueSatisfying(what -> assertThat(what).contains("some.host.example"));
      installation.publish(banners(2, 2, hosts.port()).subList(2, 4));
      await().atMost(SOON).until(() -> enrich.count("passive") == 2);
      assertThat(hosts.accepted()).hasSize(before);

      Files.writeString(file, "127.98.0.0/16\n");
      await().atMost(SOON).until(() -> enrich.gauge("blocklist.usable") == 1);
      installation.publish(banners(3, 1, hosts.port()).subList(2, 3));
      await().atMost(SOON).until(() -> enrich.count("probed") == 2);

      assertThat(installation.observations())
          .map(Observation::getPassiveReason)
          .containsExactlyInAnyOrder(
              PassiveReason.NONE,
              PassiveReason.PROBING_OFF,
              PassiveReason.PROBING_OFF,
              PassiveReason.NONE);
      assertThat(
              installation.observations().stream()
                  .map(observation -> observation.getProvenance().getBlocklistHash())
                  .distinct())
          .hasSize(3)
          .contains("");
    }
  }

  @Test
  void a_scope_that_adds_more_hosts_than_is_confirmed_stops_the_start_and_says_how_many(
      LocalStack stack) throws IOException {
    try (var installation = Installation.on(stack, 2);
        var hosts = TlsHosts.answering(BRAND)) {
      try (var passive = RunningEnrich.start(RunningEnrich.passive(), installation.connection())) {
        installation.publish(banners(3, 2, hosts.port()));
        await().atMost(SOON).until(() -> passive.count("passive") == 6);
      }
      var settings = RunningEnrich.local();
      assertThat(preview(settings, installation).inWords())
          .startsWith("it adds 6 hosts to those that may be probed")
          .contains("by owner: microsoft 6; by network: AS64500 6");
      var bold = settings.with(settings.probing().withMostAdded(5));
      try (var refused = RunningEnrich.start(bold, installation.connection())) {
        assertThat(refused.run())
            .failsWithin(SOON)
            .withThrowableThat()
            .withMessageContaining("it adds 6 hosts to those that may be probed")
            .withMessageContaining("by owner: microsoft 6; by network: AS64500 6")
            .withMessageContaining("--confirm-scope 6");
      }
      assertThat(hosts.accepted()).isEmpty();

      var confirmed = settings.with(settings.probing().withMostAdded(6));
      try (var enrich = RunningEnrich.start(confirmed, installation.connection())) {
        installation.publish(banners(1, 1, hosts.port()));
        await().atMost(SOON).until(() -> enrich.count("probed") == 1);
      }
      try (var again = RunningEnrich.start(bold, installation.connection())) {
        await().atMost(SOON).until(() -> again.gauge("partitions") == 2);
        assertThat(again.run()).isNotDone();
      }
    }
  }

  private static ScopeChange preview(EnrichSettings settings, Installation installation) {
    var owners = OwnerCatalogue.builtIn();
    var registry = new SimpleMeterRegistry();
    try (var enrich = new Enrich(settings, installation.connection(), owners, registry)) {
      return enrich.preview();
    }
  }

  private static EnrichSettings with(Rates rates) {
    var local = RunningEnrich.local();
    return local.with(local.probing().with(rates));
  }

  /** In so many subnets, so many hosts. */
  private static List<Banner> banners(int subnets, int hosts, int port) {
    return IntStream.range(0, subnets)
        .boxed()
        .flatMap(
            subnet ->
                IntStream.rangeClosed(1, hosts)
                    .mapToObj(host -> "127.30." + subnet + "." + host)
                    .map(ip -> aBanner().from(ip, port).showing(BRAND.der()).build()))
        .toList();
  }
}
