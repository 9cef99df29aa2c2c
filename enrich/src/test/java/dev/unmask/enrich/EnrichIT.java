package dev.unmask.enrich;

import static dev.unmask.enrich.given.Banners.SEEN;
import static dev.unmask.enrich.given.Banners.aBanner;
import static dev.unmask.enrich.given.Certificates.selfSigned;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.unmask.avro.Banner;
import dev.unmask.avro.Certificate;
import dev.unmask.avro.Observation;
import dev.unmask.avro.Outcome;
import dev.unmask.avro.PassiveReason;
import dev.unmask.enrich.given.Certificates.Identity;
import dev.unmask.enrich.given.Installation;
import dev.unmask.enrich.given.RunningEnrich;
import dev.unmask.enrich.given.TlsHosts;
import dev.unmask.enrich.policy.Blocklist;
import dev.unmask.enrich.policy.Rates;
import dev.unmask.enrich.policy.Scope;
import dev.unmask.enrich.publish.Publisher;
import dev.unmask.schemas.certificate.CertificateFacts;
import dev.unmask.schemas.connection.KafkaConnection;
import dev.unmask.schemas.deadletter.DeadLetter;
import dev.unmask.schemas.endpoint.Endpoints;
import dev.unmask.schemas.topic.SubnetPartitioner;
import dev.unmask.stack.LocalStack;
import dev.unmask.stack.junit.LocalStackExtension;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The stage as a whole: a real broker, a real registry, real sockets. */
@ExtendWith(LocalStackExtension.class)
final class EnrichIT {
  private static final Duration SOON = Duration.ofMinutes(3);
  private static final Identity BRAND = selfSigned("CN=www.update.microsoft.com");

  @Test
  void banners_become_observations_and_certificates(LocalStack stack) throws IOException {
    try (var installation = Installation.on(stack, 4);
        var hosts = TlsHosts.answering(BRAND);
        var enrich = RunningEnrich.start(RunningEnrich.local(), installation.connection())) {
      installation.publish(hosts(40, hosts.port()));

      await().atMost(SOON).until(installation::allCommitted);

      assertThat(installation.observations())
          .hasSize(40)
          .allSatisfy(EnrichIT::isProbed)
          .allSatisfy(
              observation ->
                  assertThat(observation.getTls().getChain()).containsExactly(sha256(BRAND)));
      assertThat(installation.certificates())
          .map(Certificate::getSha256)
          .containsExactly(sha256(BRAND));
      assertThat(hosts.accepted()).contains("127.20.0.1", "127.20.39.1");
      await().atMost(SOON).until(enrich.enrich()::idle);
      assertThat(enrich.count("delivered")).isEqualTo(enrich.count("probed")).isEqualTo(40);
      assertThat(enrich.gauge("inflight")).isZero();
      assertThat(enrich.gauge("lag")).isZero();
      assertThat(enrich.enrich().waitingFor()).isEmpty();
    }
  }

  private static void isProbed(Observation observation) {
    assertThat(observation.getPassiveReason()).isEqualTo(PassiveReason.NONE);
    assertThat(observation.getTls().getOutcome()).isEqualTo(Outcome.SUCCESS);
    assertThat(observation.getTls().getHandshakeCompleted()).isTrue();
    assertThat(observation.getTls().getServerName()).isEqualTo("www.update.microsoft.com");
    assertThat(observation.getLiveness()).isNotNull();
    assertThat(observation.getOpenVpn()).isNotEmpty();
    assertThat(observation.getProvenance().getEnricher()).isEqualTo("it-1");
    assertThat(observation.getProvenance().getVantage()).isEqualTo("test bench");
    assertThat(observation.getProvenance().getScopeHash()).isEqualTo(Scope.of("everything").hash());
    assertThat(observation.getConnections()).isPositive();
  }

  @Test
  void an_observation_lies_in_the_partition_of_its_subnet_at_its_own_time(LocalStack stack)
      throws IOException {
    try (var installation = Installation.on(stack, 4);
        var enrich = RunningEnrich.start(RunningEnrich.passive(), installation.connection())) {
      installation.publish(hosts(10, 443));

      await().atMost(SOON).until(() -> enrich.count("passive") == 10);

      assertThat(installation.records(installation.topics().observations().name()))
          .allSatisfy(
              record -> {
                assertThat(record.partition())
                    .isEqualTo(SubnetPartitioner.partition(new String(record.key(), UTF_8), 4));
                assertThat(record.timestamp()).isEqualTo(SEEN.toEpochMilli());
              });
    }
  }

  @Test
  void without_a_contact_and_a_scope_nothing_is_contacted(LocalStack stack) throws IOException {
    try (var installation = Installation.on(stack, 2);
        var hosts = TlsHosts.answering(BRAND);
        var enrich = RunningEnrich.start(RunningEnrich.passive(), installation.connection())) {
      installation.publish(hosts(20, hosts.port()));

      await().atMost(SOON).until(installation::allCommitted);

      assertThat(installation.observations())
          .hasSize(20)
          .allSatisfy(
              observation ->
                  assertThat(observation.getPassiveReason()).isEqualTo(PassiveReason.PROBING_OFF))
          .allSatisfy(observation -> assertThat(observation.getTls()).isNull())
          .allSatisfy(
              observation ->
                  assertThat(observation.getBannerChain()).containsExactly(sha256(BRAND)));
      assertThat(enrich.count("passive")).isEqualTo(20);
      assertThat(hosts.accepted()).isEmpty();
    }
  }

  @Test
  void nobody_is_contacted_but_whom_scope_and_blocklist_allow(
      LocalStack stack, @TempDir Path folder) throws IOException {
    var blocked = Files.writeString(folder.resolve("blocklist"), "127.20.3.0/24\n");
    var some =
        RunningEnrich.local()
            .probing()
            .on("mailto:test@example.org", Scope.of("network:127.20.0.0/21"))
            .with(Blocklist.read(List.of(blocked)));
    try (var installation = Installation.on(stack, 2);
        var hosts = TlsHosts.answering(BRAND);
        var enrich =
            RunningEnrich.start(RunningEnrich.local().with(some), installation.connection())) {
      installation.publish(hosts(16, hosts.port())); // 127.20.0.1 to 127.20.15.1

      await().atMost(SOON).until(installation::allCommitted);

      assertThat(enrich.count("probed")).isEqualTo(7);
      assertThat(hosts.accepted())
          .isNotEmpty()
          .allMatch(address -> address.matches("127\\.20\\.[0-7]\\.1"))
          .doesNotContain("127.20.3.1");
      assertThat(installation.observations())
          .filteredOn(observation -> observation.getEndpoint().getIp().equals("127.20.3.1"))
          .singleElement()
          .satisfies(
              observation ->
                  assertThat(observation.getPassiveReason()).isEqualTo(PassiveReason.BLOCKLISTED));
    }
  }

  @Test
  void loopback_is_left_alone_unless_local_addresses_are_allowed(LocalStack stack)
      throws IOException {
    var notLocal = ProbingSettings.off().on("mailto:test@example.org", Scope.of("everything"));
    try (var installation = Installation.on(stack, 2);
        var hosts = TlsHosts.answering(BRAND);
        var enrich =
            RunningEnrich.start(
                RunningEnrich.passive().with(notLocal), installation.connection())) {
      installation.publish(hosts(5, hosts.port()));

      await().atMost(SOON).until(() -> enrich.count("passive") == 5);

      assertThat(hosts.accepted()).isEmpty();
    }
  }

  @Test
  void what_cannot_be_read_goes_to_the_dead_letters_and_the_rest_goes_on(LocalStack stack)
      throws IOException {
    try (var installation = Installation.on(stack, 1);
        var enrich = RunningEnrich.start(RunningEnrich.passive(), installation.connection())) {
      var garbage = "no Avro at all".getBytes(UTF_8);
      installation.publish("192.0.2.9:443/tcp".getBytes(UTF_8), garbage);
      installation.publish(hosts(3, 443));

      await().atMost(SOON).until(installation::allCommitted);

      assertThat(installation.observations()).hasSize(3);
      assertThat(installation.records(installation.topics().deadLetters()))
          .singleElement()
          .satisfies(dead -> assertThat(dead.value()).isEqualTo(garbage))
          .satisfies(dead -> assertThat(header(dead, DeadLetter.STAGE)).isEqualTo("enrich"))
          .satisfies(dead -> assertThat(header(dead, DeadLetter.REASON)).contains("wire format"))
          .satisfies(
              dead ->
                  assertThat(header(dead, DeadLetter.TOPIC))
                      .isEqualTo(installation.topics().banners().name()))
          .satisfies(dead -> assertThat(header(dead, DeadLetter.PARTITION)).isEqualTo("0"))
          .satisfies(dead -> assertThat(header(dead, DeadLetter.OFFSET)).isEqualTo("0"));
      assertThat(enrich.count("delivered"))
          .isEqualTo(enrich.count("passive") + enrich.count("dead"))
          .isEqualTo(4);
    }
  }

  @Test
  void a_banner_in_the_wrong_partition_is_sent_on_to_its_own_and_finished_there(LocalStack stack)
      throws IOException {
    try (var installation = Installation.on(stack, 4);
        var enrich = RunningEnrich.start(RunningEnrich.passive(), installation.connection())) {
      var banner = host(7, 443);
      var home = SubnetPartitioner.partition(Endpoints.key(banner.getEndpoint()), 4);
      var wrong = (home + 1) % 4;
      installation.publish(banner, wrong);

      await().atMost(SOON).until(installation::allCommitted);

      assertThat(enrich.count("forwarded")).isEqualTo(1);
      assertThat(enrich.count("passive")).isEqualTo(1);
      assertThat(installation.observations()).hasSize(1);
      assertThat(installation.records(installation.topics().banners().name()))
          .filteredOn(record -> record.partition() == home)
          .singleElement()
          .satisfies(
              record ->
                  assertThat(header(record, Publisher.FORWARDED)).isEqualTo(String.valueOf(wrong)));
    }
  }

  @Test
  void a_schema_that_the_registry_does_not_know_makes_the_stage_wait_with_its_offset_unmoved(
      LocalStack stack) throws IOException {
    try (var installation = Installation.on(stack, 1);
        var enrich = RunningEnrich.start(RunningEnrich.passive(), installation.connection())) {
      var unknownSchema = ByteBuffer.allocate(32).put((byte) 0).putInt(987_654).array();
      installation.publish("192.0.2.9:443/tcp".getBytes(UTF_8), unknownSchema);
      installation.publish(hosts(3, 443));

      await()
          .atMost(SOON)
          .untilAsserted(
              () ->
                  assertThat(enrich.enrich().waitingFor())
                      .hasValueSatisfying(what -> assertThat(what).contains("987654")));
      await().atMost(SOON).until(() -> enrich.count("passive") == 3);
      await().atMost(SOON).until(() -> !installation.committed().isEmpty());

      assertThat(installation.committed().values()).allMatch(committed -> committed.offset() == 0);
      assertThat(installation.records(installation.topics().deadLetters())).isEmpty();
    }
  }

  @Test
  void a_registry_that_is_not_there_makes_the_stage_wait(LocalStack stack) throws IOException {
    try (var installation = Installation.on(stack, 1)) {
      installation.publish(hosts(3, 443));
      var wrong =
          new KafkaConnection(
              stack.bootstrapServers(),
              "http://127.0.0.1:9/apis/ccompat/v7",
              installation.topics(),
              java.util.Map.of());
      try (var enrich = RunningEnrich.start(RunningEnrich.passive(), wrong)) {
        await()
            .during(Duration.ofSeconds(2))
            .atMost(SOON)
            .untilAsserted(
                () ->
                    assertThat(enrich.enrich().waitingFor())
                        .hasValueSatisfying(what -> assertThat(what).contains("127.0.0.1:9")));
        assertThat(enrich.enrich().alive()).isTrue();
      }
      assertThat(installation.committed()).isEmpty();
      assertThat(installation.records(installation.topics().deadLetters())).isEmpty();
    }
  }

  @Test
  void topics_that_are_missing_stop_the_start_and_are_named(LocalStack stack) throws IOException {
    try (var installation = Installation.empty(stack);
        var enrich = RunningEnrich.start(RunningEnrich.passive(), installation.connection())) {
      assertThat(enrich.run())
          .failsWithin(SOON)
          .withThrowableThat()
          .withMessageContaining(installation.topics().banners().name() + " is missing")
          .withMessageContaining("unmask topics create");
      assertThat(enrich.enrich().alive()).isFalse();
    }
  }

  @Test
  void a_stop_lets_what_is_in_flight_end_and_leaves_the_rest_to_a_successor(LocalStack stack)
      throws IOException {
    try (var installation = Installation.on(stack, 2);
        var tarpit = TlsHosts.silent()) {
      var settings = RunningEnrich.local();
      installation.publish(hosts(6, tarpit.port()));
      try (var first =
          RunningEnrich.start(settings.with(slow(settings)), installation.connection())) {
        await().atMost(SOON).until(() -> first.gauge("inflight") == 6);
      }

      assertThat(installation.observations()).hasSizeBetween(0, 6);
      try (var second =
          RunningEnrich.start(settings.with(slow(settings)), installation.connection())) {
        await().atMost(SOON).until(installation::allCommitted);
        assertThat(second.count("released")).isZero();
      }
      assertThat(installation.observations())
          .map(o -> o.getEndpoint().getIp())
          .containsOnlyOnceElementsOf(addresses(6));
    }
  }

  @Test
  void hosts_that_wait_for_the_rate_of_their_subnet_hold_up_no_other(LocalStack stack)
      throws IOException {
    var local = RunningEnrich.local();
    var slow = local.with(local.probing().with(new Rates(5_000, 5_000, 3, 100)));
    try (var installation = Installation.on(stack, 1);
        var hosts = TlsHosts.answering(BRAND);
        var enrich = RunningEnrich.start(slow, installation.connection())) {
      installation.publish(oneSubnet(100, hosts.port()));
      installation.publish(hosts(10, hosts.port()));

      await().atMost(SOON).until(() -> hosts.accepted().containsAll(addresses(10)));
      await().atMost(SOON).until(() -> enrich.count("probed") >= 10);

      assertThat(installation.observations())
          .map(observation -> observation.getEndpoint().getIp())
          .containsAll(addresses(10));
      assertThat(enrich.gauge("inflight")).isGreaterThan(50);
    }
  }

  @Test
  void a_stop_during_the_start_interrupts_nobody_who_closes_clients(LocalStack stack)
      throws IOException {
    try (var installation = Installation.on(stack, 1)) {
      for (var pause = 0; pause < 5; pause++) {
        var enrich = RunningEnrich.start(RunningEnrich.passive(), installation.connection());
        await().pollDelay(Duration.ofMillis(100L * pause)).until(() -> true);
        enrich.close();

        assertThat(enrich.run()).succeedsWithin(SOON);
        assertThat(enrich.wasInterrupted()).isFalse();
      }
    }
  }

  private static List<Banner> oneSubnet(int count, int port) {
    return IntStream.range(0, count)
        .mapToObj(i -> aBanner().from("127.60.0." + (i + 1), port).showing(BRAND.der()).build())
        .toList();
  }

  @Test
  void a_stop_gives_up_long_probes_within_the_drain_timeout_and_counts_no_crash(LocalStack stack)
      throws IOException {
    try (var installation = Installation.on(stack, 1);
        var tarpit = TlsHosts.silent()) {
      installation.publish(hosts(6, tarpit.port()));
      var enrich = RunningEnrich.start(RunningEnrich.local(), installation.connection());
      await().atMost(SOON).until(() -> tarpit.accepted().size() == 6);

      assertThat(CompletableFuture.runAsync(enrich::close))
          .succeedsWithin(RunningEnrich.DRAIN.plusSeconds(15));

      assertThat(enrich.run()).succeedsWithin(SOON);
      assertThat(enrich.count("released")).isEqualTo(6);
      assertThat(installation.committed().values())
          .allSatisfy(committed -> assertThat(committed.metadata()).isEqualTo("v1"))
          .allSatisfy(committed -> assertThat(committed.offset()).isZero());
    }
  }

  private static dev.unmask.enrich.probe.visit.ProberSettings slow(EnrichSettings settings) {
    return settings.prober().withHostDeadline(Duration.ofSeconds(2));
  }

  private static List<String> addresses(int count) {
    return IntStream.range(0, count).mapToObj(i -> "127.20." + i + ".1").toList();
  }

  private static List<Banner> hosts(int count, int port) {
    return IntStream.range(0, count).mapToObj(i -> host(i, port)).toList();
  }

  private static Banner host(int number, int port) {
    return aBanner().from("127.20." + number + ".1", port).showing(BRAND.der()).build();
  }

  private static String sha256(Identity identity) {
    return CertificateFacts.sha256(identity.der());
  }

  private static String header(ConsumerRecord<?, ?> record, String name) {
    return Optional.ofNullable(record.headers().lastHeader(name))
        .map(header -> new String(header.value(), UTF_8))
        .orElse("none");
  }
}
