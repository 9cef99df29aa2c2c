package dev.unmask.schemas.topic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TopicsTest {

  @Test
  void names_share_the_prefix() {
    Topics topics = new Topics("scans.unmask");

    assertThat(topics.all())
        .extracting(Topic::name)
        .allMatch(name -> name.startsWith("scans.unmask."));
    assertThat(topics.banners().name()).isEqualTo("scans.unmask.banners");
    assertThat(topics.banners().subject()).isEqualTo("scans.unmask.banners-value");
    assertThat(topics.deadLetters()).isEqualTo("scans.unmask.deadletters");
    assertThat(topics.plain().keySet())
        .containsExactlyInAnyOrder(
            "scans.unmask.alerts", "scans.unmask.deadletters", "scans.unmask.indicators");
  }

  @Test
  void what_is_keyed_by_endpoint_is_placed_by_subnet() {
    Topics topics = new Topics(Topics.DEFAULT_PREFIX);

    assertThat(topics.all())
        .filteredOn(topic -> topic.placement() == Placement.BY_SUBNET)
        .containsExactlyInAnyOrder(
            topics.banners(), topics.observations(), topics.hostVerdicts(), topics.probed());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a b", "a/b", "ü"})
  void a_prefix_that_kafka_refuses_is_refused_at_once(String prefix) {
    assertThatThrownBy(() -> new Topics(prefix))
        .hasMessageContaining("--prefix")
        .hasMessageContaining("expected");
  }
}
