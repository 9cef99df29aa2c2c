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
import dev.unmask.enrich.policy.Scope;
import dev.unmask.enrich.queue.QueueLimits;
import dev.unmask.schemas.endpoint.Endpoints;
import dev.unmask.stack.LocalStack;
import dev.unmask.stack.junit.LocalStackExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * What policy promises to hosts, kept by three enrichers of one group that know nothing of each
 * other: one begins, two join, one leaves in the middle; then all is delivered once more to three
 * that have just started. Seen by those who accept the connections.
 */
@ExtendWith(LocalStackExtension.class)
@Execution(ExecutionMode.CONCURRENT)
final class ThreeEnrichersIT {
  private static final Duration SOON = Duration.ofMinutes(3);
  private static final Identity BRAND = selfSigned("CN=www.update.microsoft.com");
  private static final Rates RATES = new Rates(5_000, 5_000, 6, 3);
  private static final int HOSTS_IN_A_SUBNET = 2;
  private static final int PARTITIONS = 6;

  private static Witness witness;
  private static List<String> contacted;
  private static List<String> overlapping;
  private static List<Observation> observations;
  private static List<Observation> withThoseDeliveredAgain;
  private static int contactedAgain;
  private static List<Long> shares;

  @BeforeAll
  static void enrich(LocalStack stack, @TempDir Path folder) throws IOException {
    var optOuts = Files.writeString(folder.resolve("optouts"), "127.30.2.0-127.30.3.255\n");
    var settings = settings(Scope.of("network:127.30.0.0/20"), Blocklist.read(List.of(optOuts)));
    try (var installation = Installation.on(stack, PARTITIONS);
        var hosts = TlsHosts.answering(BRAND, 2)) {
      try (var watch = new Witness(hosts)) {
        witness = watch;
        comeAndGo(settings, installation, hosts);
      }
      contacted = witness.arrivals().stream().map(Arrival::address).distinct().toList();
      overlapping = List.copyOf(hosts.overlapping());
      observations = installation.observations();
      var before = witness.arrivals().size();
      deliverAgain(settings, installation, hosts);
      contactedAgain = witness.arrivals().size() - before;
      withThoseDeliveredAgain = installation.observations();
    }
  }

  private static void comeAndGo(
      EnrichSettings settings, Installation installation, TlsHosts hosts) {
    var connection = installation.connection();
    try (var first = RunningEnrich.start(settings, connection)) {
      installation.publish(banners(0, 10, hosts));
      await().atMost(SOON).until(() -> first.count("probed") > 2);
      try (var second = RunningEnrich.start(settings, connection);
          var third = RunningEnrich.start(settings, connection)) {
        await().atMost(SOON).until(() -> share(List.of(first, second, third)));
        installation.publish(banners(10, 20, hosts));
        await().atMost(SOON).until(() -> first.count("probed") > 4);
        await().atMost(SOON).until(() -> third.count("probed") > 2);
        second.close();
        await().atMost(SOON).until(installation::allCommitted);
        shares = List.of(first.count("probed"), second.count("probed"), third.count("probed"));
      }
    }
  }

  private static boolean share(List<RunningEnrich> enrichers) {
    return enrichers.stream()
        .allMatch(one -> one.gauge("partitions") == (double) PARTITIONS / enrichers.size());
  }

  private static void deliverAgain(
      EnrichSettings settings, Installation installation, TlsHosts hosts) {
    var connection = installation.connection();
    try (var first = RunningEnrich.start(settings, connection);
        var second = RunningEnrich.start(settings, connection);
        var third = RunningEnrich.start(settings, connection)) {
      await().atMost(SOON).until(() -> share(List.of(first, second, third)));
      installation.publish(banners(0, 20, hosts));
      await().atMost(SOON).until(installation::allCommitted);
    }
  }

  @Test
  void all_whom_scope_and_blocklist_allow_are_contacted_and_nobody_else() {
    assertThat(contacted)
        .containsExactlyInAnyOrderElementsOf(
            IntStream.range(0, 16)
                .filter(subnet -> subnet != 2 && subnet != 3)
                .boxed()
                .flatMap(subnet -> addresses(subnet).stream())
                .toList());
  }

  @Test
  void each_of_the_three_took_part_and_every_banner_has_its_observation() {
    assertThat(shares).allMatch(probed -> probed > 0);
    assertThat(observations.stream().map(one -> Endpoints.key(one.getEndpoint())).distinct())
        .hasSize(20 * HOSTS_IN_A_SUBNET * 2);
  }

  @Test
  void no_second_has_more_connections_to_an_address_than_its_rate() {
    assertThat(witness.mostInASecond(Arrival::address)).isLessThanOrEqualTo(RATES.address());
  }

  @Test
  void no_second_has_more_connections_into_a_subnet_than_its_rate() {
    assertThat(witness.mostInASecond(arrival -> Endpoints.subnet(arrival.address())))
        .isLessThanOrEqualTo(RATES.subnet());
  }

  @Test
  void no_host_has_two_connections_at_once_though_its_partition_moved_while_it_was_probed() {
    assertThat(overlapping).isEmpty();
  }

  @Test
  void nobody_is_probed_again_within_the_time_by_whoever_gets_the_record_once_more() {
    assertThat(contactedAgain).isZero();
    assertThat(withThoseDeliveredAgain).hasSize(observations.size() + 20 * HOSTS_IN_A_SUBNET * 2);
    assertThat(recentlyProbed(withThoseDeliveredAgain))
        .isEqualTo(recentlyProbed(observations) + 14 * HOSTS_IN_A_SUBNET * 2);
  }

  private static long recentlyProbed(List<Observation> some) {
    return some.stream()
        .filter(one -> one.getPassiveReason() == PassiveReason.RECENTLY_PROBED)
        .count();
  }

  /** Few at once, so that there is work left when partitions move. */
  private static EnrichSettings settings(Scope scope, Blocklist blocklist) {
    var local = RunningEnrich.local();
    return local
        .with(local.probing().on("mailto:test@example.org", scope).with(blocklist).with(RATES))
        .with(new QueueLimits(24, 4, 40));
  }

  /** Of these subnets, all hosts at all ports. */
  private static List<Banner> banners(int from, int to, TlsHosts hosts) {
    return IntStream.range(from, to)
        .boxed()
        .flatMap(subnet -> addresses(subnet).stream())
        .flatMap(
            ip ->
                hosts.ports().stream()
                    .map(port -> aBanner().from(ip, port).showing(BRAND.der()).build()))
        .toList();
  }

  private static List<String> addresses(int subnet) {
    return IntStream.rangeClosed(1, HOSTS_IN_A_SUBNET)
        .mapToObj(host -> "127.30." + subnet + "." + host)
        .toList();
  }
}
