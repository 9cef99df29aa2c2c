package dev.unmask.enrich;

import static dev.unmask.enrich.given.Banners.aBanner;
import static dev.unmask.enrich.given.Certificates.selfSigned;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.unmask.enrich.given.Installation;
import dev.unmask.enrich.given.RunningEnrich;
import dev.unmask.enrich.given.TlsHosts;
import dev.unmask.enrich.queue.QueueLimits;
import dev.unmask.stack.LocalBroker;
import dev.unmask.stack.LocalStack;
import dev.unmask.stack.junit.LastingPort;
import dev.unmask.stack.junit.LocalStackExtension;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** A broker that goes away in the middle of the work, and comes back. */
@ExtendWith(LocalStackExtension.class)
@Execution(ExecutionMode.CONCURRENT)
final class BrokerAwayIT {
  private static final Duration SOON = Duration.ofMinutes(3);

  private static final Duration SOON_ENDED = Duration.ofSeconds(15);

  /** Longer than a session of the consumer group; {@code -Dunmask.test.broker-away=PT2M}. */
  private static final Duration AWAY =
      Duration.parse(System.getProperty("unmask.test.broker-away", "PT12S"));

  private static final int HOSTS = 200;

  @Test
  void every_banner_gets_its_observation_no_host_is_probed_twice_at_once_and_a_stop_does_not_wait(
      LocalStack stack, @TempDir Path folder) throws IOException {
    var port = LastingPort.free();
    var broker = LocalBroker.startIn(folder, port);
    var few = RunningEnrich.local().with(new QueueLimits(8, 4, 200));
    try (var installation = Installation.on(broker.bootstrapServers(), stack, 2);
        var hosts = TlsHosts.answering(selfSigned("CN=www.update.microsoft.com"));
        var enrich = RunningEnrich.start(few, installation.connection())) {
      publish(installation, hosts.port());
      await().atMost(SOON).until(() -> enrich.count("probed") > 10);

      broker.close();
      await().atMost(SOON).during(AWAY).until(enrich.enrich()::alive);
      assertThat(enrich.count("probed")).isLessThan(HOSTS);
      broker = LocalBroker.startIn(folder, port);

      await().atMost(SOON).until(installation::allCommitted);
      assertThat(installation.observations())
          .map(observation -> observation.getEndpoint().getIp())
          .containsAll(IntStream.range(0, HOSTS).mapToObj(BrokerAwayIT::address).collect(toSet()));
      assertThat(hosts.overlapping()).isEmpty();

      broker.close();
      assertThat(CompletableFuture.runAsync(enrich::close)).succeedsWithin(SOON_ENDED);
      assertThat(enrich.run()).succeedsWithin(SOON);
    } finally {
      broker.close();
    }
  }

  private static void publish(Installation installation, int port) {
    var brand = selfSigned("CN=www.update.microsoft.com").der();
    installation.publish(
        IntStream.range(0, HOSTS)
            .mapToObj(i -> aBanner().from(address(i), port).showing(brand).build())
            .toList());
  }

  private static String address(int number) {
    return "127.40.%d.1".formatted(number);
  }
}
