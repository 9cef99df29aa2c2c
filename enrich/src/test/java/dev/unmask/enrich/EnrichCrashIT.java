package dev.unmask.enrich;

import static dev.unmask.enrich.given.Banners.aBanner;
import static dev.unmask.enrich.given.Certificates.selfSigned;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.unmask.avro.Banner;
import dev.unmask.avro.TlsEngine;
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
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** What is left when an enricher dies, or another one joins. */
@ExtendWith(LocalStackExtension.class)
@Execution(ExecutionMode.CONCURRENT)
final class EnrichCrashIT {
  private static final Duration SOON = Duration.ofMinutes(3);
  private static final String KILLER = "127.30.10.1";
  private static final String NATIVE_KILLER = "127.30.20.1";
  private static final EnrichSettings FEW = RunningEnrich.local().with(new QueueLimits(16, 8, 200));
  private static final byte[] BRAND = selfSigned("CN=www.update.microsoft.com").der();

  @Test
  void the_work_of_a_killed_enricher_is_finished_by_the_other(LocalStack stack) throws IOException {
    try (var installation = Installation.on(stack, 4);
        var hosts = TlsHosts.answering(selfSigned("CN=www.update.microsoft.com"));
        var killed = EnrichProcess.start(installation.connection());
        var other = RunningEnrich.start(FEW, installation.connection())) {
      await().atMost(SOON).until(() -> other.gauge("partitions") == 2);
      installation.publish(hosts(200, hosts.port()));
      await().atMost(SOON).until(() -> installation.observations().size() > 4);

      killed.kill();

      await().atMost(SOON).until(installation::allCommitted);
      assertThat(other.enrich().alive()).isTrue();
      assertThat(observed(installation)).isEqualTo(keys(200, hosts.port()));
      assertThat(hosts.overlapping()).isEmpty();
    }
  }

  @Test
  void enrichers_that_come_and_go_share_the_work_and_lose_nothing(LocalStack stack)
      throws IOException {
    try (var installation = Installation.on(stack, 4);
        var hosts = TlsHosts.answering(selfSigned("CN=www.update.microsoft.com"));
        var first = RunningEnrich.start(FEW, installation.connection())) {
      var banners = hosts(120, hosts.port());
      installation.publish(banners.subList(0, 40));
      await().atMost(SOON).until(() -> first.count("probed") > 4);

      try (var second = RunningEnrich.start(FEW, installation.connection())) {
        await()
            .atMost(SOON)
            .until(() -> first.gauge("partitions") == 2 && second.gauge("partitions") == 2);
        installation.publish(banners.subList(40, 120));
        await().atMost(SOON).until(() -> second.count("probed") > 4);
      }

      await().atMost(SOON).until(installation::allCommitted);
      assertThat(observed(installation)).isEqualTo(keys(120, hosts.port()));
      assertThat(hosts.overlapping()).isEmpty();
      assertThat(installation.committed().values())
          .allSatisfy(committed -> assertThat(committed.metadata()).isEqualTo("v1"));
    }
  }

  /** One peer kills whoever connects to it; another only the native TLS engine. */
  @Test
  void a_peer_that_kills_the_process_does_so_three_times_and_no_other_record_suffers(
      LocalStack stack) throws IOException {
    try (var installation = Installation.on(stack, 2);
        var hosts = TlsHosts.answering(selfSigned("CN=www.update.microsoft.com"))) {
      var lives = new AtomicInteger();
      var process = new AtomicReference<>(EnrichProcess.start(installation.connection()));
      hosts.onArrival(
          address -> {
            if (address.equals(KILLER) || (address.equals(NATIVE_KILLER) && lives.get() < 2)) {
              process.get().kill();
            }
          });
      installation.publish(hosts(30, hosts.port()));

      for (; lives.get() < 3; lives.incrementAndGet()) {
        assertThat(process.get().onExit()).succeedsWithin(SOON);
        installation.forgetMembers();
        process.set(EnrichProcess.start(installation.connection()));
      }
      try (var last = process.get()) {
        await().atMost(SOON).until(installation::allCommitted);
        assertThat(last.isAlive()).isTrue();
      }

      assertThat(deadLetters(installation)).containsExactly(KILLER + ":" + hosts.port() + "/tcp");
      var others = keys(30, hosts.port());
      others.removeAll(deadLetters(installation));
      assertThat(observed(installation)).isEqualTo(others);
      assertThat(installation.observations())
          .filteredOn(seen -> seen.getEndpoint().getIp().equals(NATIVE_KILLER))
          .map(seen -> seen.getTls().getEngine())
          .containsExactly(TlsEngine.JDK);
    }
  }

  private static List<String> deadLetters(Installation installation) {
    return installation.records(installation.topics().deadLetters()).stream()
        .map(dead -> new String(dead.key(), UTF_8))
        .toList();
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
