package dev.unmask.enrich.observe;

import static dev.unmask.enrich.given.Banners.SEEN;
import static dev.unmask.enrich.given.Banners.aBanner;
import static dev.unmask.enrich.given.Certificates.selfSigned;
import static org.assertj.core.api.Assertions.assertThat;

import dev.unmask.avro.Outcome;
import dev.unmask.avro.PassiveReason;
import dev.unmask.avro.Provenance;
import dev.unmask.avro.TlsProbe;
import dev.unmask.enrich.chain.ChainJudge;
import dev.unmask.enrich.chain.TrustStores;
import dev.unmask.enrich.given.Banners;
import dev.unmask.enrich.policy.Decision.Passive;
import dev.unmask.enrich.policy.Decision.Probe;
import dev.unmask.enrich.probe.HostReport;
import dev.unmask.enrich.probe.visit.Tier;
import dev.unmask.schemas.certificate.CertificateFacts;
import dev.unmask.schemas.owner.OwnerCatalogue;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ObservationsTest {
  private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");
  private static final Passive ALONE =
      new Passive(PassiveReason.OUT_OF_SCOPE, "no entry of the scope matches");
  private static final Probe PROBE =
      new Probe(Tier.APPLICATION, "names the watched owner microsoft");
  private static final byte[] SHOWN = selfSigned("CN=www.microsoft.com").der();

  private final Provenance provenance = new Provenance("probe-1", "1.2.3", "ams", "5c", "b1");
  private final Observations observations =
      new Observations(
          provenance,
          new ChainJudge(TrustStores.load(List.of())),
          Clock.fixed(NOW, ZoneOffset.UTC));

  @Test
  void a_passive_observation_says_what_the_banner_said_when_it_said_it() {
    var observation = observations.passive(sighting(aBanner().showing(SHOWN)), ALONE);

    assertThat(observation.getObservedAt()).isEqualTo(SEEN);
    assertThat(observation.getEndpoint().getIp()).isEqualTo("192.0.2.7");
    assertThat(observation.getBanner().getFeed()).isEqualTo("shodan");
    assertThat(observation.getBannerChain()).containsExactly(CertificateFacts.sha256(SHOWN));
    assertThat(observation.getTier()).isZero();
    assertThat(observation.getTierReason()).isEqualTo("no entry of the scope matches");
    assertThat(observation.getPassiveReason()).isEqualTo(PassiveReason.OUT_OF_SCOPE);
    assertThat(observation.getConnections()).isZero();
    assertThat(observation.getTls()).isNull();
  }

  @Test
  void the_banners_chain_is_judged_at_the_banners_time() {
    var observation = observations.passive(sighting(aBanner().showing(SHOWN)), ALONE);

    assertThat(observation.getBannerJudgement().getJudgedAt()).isEqualTo(SEEN);
  }

  @Test
  void without_a_chain_there_is_nothing_to_judge() {
    assertThat(observations.passive(sighting(aBanner()), ALONE).getBannerJudgement()).isNull();
  }

  @Test
  void a_probed_observation_says_what_was_seen_when_the_probes_ended() {
    var tls = TlsProbe.newBuilder().setOutcome(Outcome.SUCCESS).build();
    var report =
        new HostReport(NOW.minusSeconds(1), List.of(tls), List.of(), List.of(), 3, 2_000, 1_000);

    var observation = observations.probed(sighting(aBanner().showing(SHOWN)), PROBE, report);

    assertThat(observation.getObservedAt()).isEqualTo(NOW.minusSeconds(1));
    assertThat(observation.getTier()).isEqualTo(2);
    assertThat(observation.getTierReason()).isEqualTo(PROBE.why());
    assertThat(observation.getPassiveReason()).isEqualTo(PassiveReason.NONE);
    assertThat(observation.getConnections()).isEqualTo(3);
    assertThat(observation.getBytesRead()).isEqualTo(2_000);
    assertThat(observation.getBytesSent()).isEqualTo(1_000);
    assertThat(observation.getTls().getOutcome()).isEqualTo(Outcome.SUCCESS);
    assertThat(observation.getLiveness()).isNull();
    assertThat(observation.getBannerChain()).containsExactly(CertificateFacts.sha256(SHOWN));
  }

  @Test
  void every_observation_says_who_made_it_and_under_which_lists() {
    assertThat(observations.passive(sighting(aBanner()), ALONE).getProvenance())
        .isEqualTo(provenance);
  }

  @Test
  void nothing_is_observed_in_the_future_or_before_1970() {
    var future =
        observations.passive(sighting(aBanner().seenAt(NOW.plus(Duration.ofDays(400)))), ALONE);
    var past =
        observations.passive(
            sighting(aBanner().seenAt(Instant.parse("1903-01-01T00:00:00Z"))), ALONE);

    assertThat(future.getObservedAt()).isEqualTo(NOW);
    assertThat(future.getBanner().getObservedAt()).isAfter(NOW);
    assertThat(past.getObservedAt()).isEqualTo(Instant.EPOCH);
  }

  private static Sighting sighting(Banners banner) {
    return Sighting.of(banner.build(), new Leaves(OwnerCatalogue.builtIn()));
  }
}
