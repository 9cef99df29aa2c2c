package dev.unmask.enrich;

import static dev.unmask.enrich.given.Banners.aBanner;
import static dev.unmask.enrich.given.Certificates.selfSigned;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.unmask.avro.Banner;
import dev.unmask.enrich.given.EnrichProcess;
import dev.unmask.enrich.given.Installation;
import dev.unmask.enrich.given.RunningEnrich;
import dev.unmask.enrich.given.TlsHosts;
import dev.unmask.enrich.queue.QueueLimits;
import dev.unmask.schemas.endpoint.Endpoints;
import dev.unmask.stack.LocalStack;
import dev.unmask.stack.junit.LocalStackExtension;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What is left when an enricher dies, or another one joins. */
@ExtendWith(LocalStackExtension.class)
final class EnrichCrashIT {
  private static final Duration SOON = Duration.ofMinutes(3);
  private static final byte[] BRAND = selfSigned("CN=www.update.microsoft.com").der();

  @Test
  void a_killed_enricher_loses_nothing(LocalStack stack) throws IOException {
    try (var installation = Installation.on(stack, 4);
        var fast = TlsHosts.answering(selfSigned("CN=www.update.microsoft.com"));
        var killed = EnrichProcess.start(installation.connection())) {
      installation.publish(hosts(400, fast.port()));
      await().atMost(SOON).until(() -> !installation.observations().isEmpty());

      killed.kill();
      var before = installation.observations().size();

      try (var successor = RunningEnrich.start(RunningEnrich.local(), installation.connection())) {
        await().atMost(SOON).until(installation::allCommitted);
        assertThat(successor.enrich().alive()).isTrue();
      }
      assertThat(before).isPositive();
      assertThat(observed(installation)).isEqualTo(keys(400, fast.port()));
    }
  }

  @Test
  void enrichers_that_come_and_go_share_the_work_and_lose_nothing(LocalStack stack)
      throws IOException {
    var oneAtATime = RunningEnrich.local().with(new QueueLimits(4, 2, 200));
    try (var installation = Installation.on(stack, 4);
        var hosts = TlsHosts.answering(selfSigned("CN=www.update.microsoft.com"));
        var first = RunningEnrich.start(oneAtATime, installation.connection())) {
      var banners = hosts(200, hosts.port());
      installation.publish(banners.subList(0, 50));
      await().atMost(SOON).until(() -> first.count("probed") > 4);

      try (var second = RunningEnrich.start(oneAtATime, installation.connection())) {
        await()
            .atMost(SOON)
            .until(() -> first.gauge("partitions") == 2 && second.gauge("partitions") == 2);
        installation.publish(banners.subList(50, 200));
        await().atMost(SOON).until(() -> second.count("probed") > 4);
      }

      await().atMost(SOON).until(installation::allCommitted);
      assertThat(observed(installation)).isEqualTo(keys(200, hosts.port()));
    }
  }

  private static Set<String> observed(Installation installation) {
    return installation.observations().stream()
        .map(o -> Endpoints.key(o.getEndpoint()))
        .collect(toSet());
  }

  private static Set<String> keys(int count, int port) {
    return hosts(count, port).stream()
        .map(banner -> Endpoints.key(banner.getEndpoint()))
        .collect(toSet());
  }

  private static List<Banner> hosts(int count, int port) {
    return IntStream.range(0, count)
        .mapToObj(
            i ->
                aBanner()
                    .from("127.%d.%d.1".formatted(30 + i / 250, i % 250), port)
                    .showing(BRAND)
                    .build())
        .toList();
  }
}
