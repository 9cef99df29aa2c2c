package dev.unmask.app.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.unmask.enrich.policy.Rates;
import dev.unmask.enrich.policy.SampleSizes;
import dev.unmask.enrich.probe.visit.ProbeTimings;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DepthTest {
  private static final ProbeTimings DEFAULTS = ProbeTimings.defaults();

  @Test
  void what_is_watched_is_watched_for_less_and_what_is_waited_for_is_not() {
    ProbeTimings paced = new Depth(Rates.defaults(), SampleSizes.defaults(), 0.25).paced(DEFAULTS);

    assertThat(paced.silence()).isEqualTo(Duration.ofMillis(1_250));
    assertThat(paced.vpnSilence()).isEqualTo(Duration.ofMillis(750));
    assertThat(paced.fastWatch()).isEqualTo(Duration.ofSeconds(3));
    assertThat(paced.thoroughWatch()).isEqualTo(Duration.ofSeconds(3));
    assertThat(paced.connectTimeout()).isEqualTo(DEFAULTS.connectTimeout());
    assertThat(paced.responseTimeout()).isEqualTo(DEFAULTS.responseTimeout());
  }

  @Test
  void at_the_real_pace_nothing_changes() {
    assertThat(new Depth(Rates.defaults(), SampleSizes.none(), 1).paced(DEFAULTS))
        .isEqualTo(DEFAULTS);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, -1, 1.01, Double.NaN})
  void impossible_pace_is_refused(double pace) {
    assertThatThrownBy(() -> new Depth(Rates.defaults(), SampleSizes.none(), pace))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
