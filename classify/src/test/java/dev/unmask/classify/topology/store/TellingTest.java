package dev.unmask.classify.topology.store;

import static dev.unmask.classify.model.HostBuilder.aHost;
import static org.assertj.core.api.Assertions.assertThat;

import dev.unmask.avro.Basis;
import dev.unmask.avro.Role;
import dev.unmask.avro.VpnEvidence;
import dev.unmask.classify.assess.HostAssessment;
import dev.unmask.classify.model.Signature;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.kafka.common.utils.Bytes;
import org.junit.jupiter.api.Test;

/** Who has to be told, where rows of a profile stand for hosts of several signatures. */
class TellingTest {

  private static final Bytes FINE = encoded(aHost().tls("0000000a").alerting().build());
  private static final Bytes COARSE = encoded(aHost().tls("").alerting().build());
  private static final Bytes REACH = Grain.REACH.of(COARSE);
  private static final HostAssessment RELAY = host(Role.HANDSHAKE_RELAY);
  private static final HostAssessment GENUINE = host(Role.GENUINE);
  private static final Member MEMBER = new Member("0a".repeat(32), FINE, "192.0.2.7:443/tcp");

  @Test
  void a_host_is_what_the_finest_row_is_that_it_belongs_to() {
    assertThat(merged(Map.of(FINE, RELAY, COARSE, GENUINE, REACH, GENUINE)).of(FINE))
        .contains(RELAY);
    assertThat(merged(Map.of(COARSE, RELAY, REACH, GENUINE)).of(FINE)).contains(RELAY);
    assertThat(merged(Map.of(REACH, RELAY)).of(FINE)).contains(RELAY);
  }

  @Test
  void where_nothing_is_merged_it_is_not_what_a_coarser_row_is() {
    Telling exact = Telling.NONE.found(sorted(Map.of(COARSE, RELAY)), false, false);

    assertThat(exact.of(FINE)).isEmpty();
    assertThat(exact.untold(COARSE)).isTrue();
  }

  @Test
  void who_has_left_is_nothing() {
    assertThat(merged(Map.of(REACH, RELAY)).of(Bytes.wrap(new byte[0]))).isEmpty();
  }

  @Test
  void a_row_that_is_merged_is_news_if_it_was_told_something_else() {
    Telling told = merged(Map.of(FINE, RELAY, COARSE, GENUINE)).passed();

    assertThat(told.found(sorted(Map.of(COARSE, GENUINE)), true, false).untold(FINE)).isTrue();
    assertThat(
            merged(Map.of(FINE, RELAY, COARSE, RELAY))
                .passed()
                .found(sorted(Map.of(COARSE, RELAY)), true, false)
                .untold(FINE))
        .isFalse();
  }

  @Test
  void a_row_that_is_merged_before_it_was_told_is_still_to_be_told() {
    Telling untold = merged(Map.of(COARSE, RELAY)).passed();
    Telling grown = untold.found(sorted(Map.of(FINE, RELAY, COARSE, RELAY)), true, false);

    assertThat(grown.untold(FINE)).isTrue();
    assertThat(grown.found(sorted(Map.of(COARSE, RELAY)), true, false).untold(FINE)).isTrue();
  }

  @Test
  void a_row_that_is_told_apart_again_is_news() {
    Telling told = merged(Map.of(COARSE, RELAY)).passed();

    assertThat(told.found(sorted(Map.of(FINE, RELAY, COARSE, RELAY)), false, false).untold())
        .containsExactly(FINE);
  }

  @Test
  void the_whole_cluster_is_gone_through_and_once_more_for_what_was_found_meanwhile() {
    Telling halfway = merged(Map.of(FINE, RELAY, COARSE, RELAY)).upTo(MEMBER);
    Telling news = halfway.found(sorted(Map.of(COARSE, GENUINE)), true, false);

    assertThat(halfway.found(halfway.roles(), true, false)).isEqualTo(halfway);
    assertThat(news.cursor()).contains(MEMBER);
    assertThat(news.untold()).containsExactly(COARSE);
    assertThat(news.passed().cursor()).isEmpty();
    assertThat(news.passed().untold()).containsExactly(COARSE);
    assertThat(news.passed().passed().untold()).isEmpty();
  }

  @Test
  void a_pass_goes_on_where_signatures_begin_or_cease_to_be_merged() {
    Telling halfway = merged(Map.of(FINE, RELAY, COARSE, RELAY)).upTo(MEMBER);

    Telling apart = halfway.found(sorted(Map.of(FINE, RELAY, REACH, RELAY)), false, false);
    assertThat(apart.cursor()).contains(MEMBER);
    assertThat(apart.untold()).containsExactly(FINE);
    assertThat(apart.next()).containsExactly(REACH);

    Telling together = apart.found(sorted(Map.of(REACH, RELAY)), true, false);
    assertThat(together.untold(FINE)).isTrue();
    assertThat(together.cursor()).as("nothing was left to tell in the pass").isEmpty();
  }

  private static Telling merged(Map<Bytes, HostAssessment> roles) {
    return Telling.NONE.found(sorted(roles), true, false);
  }

  private static SortedMap<Bytes, HostAssessment> sorted(Map<Bytes, HostAssessment> roles) {
    return new TreeMap<>(roles);
  }

  private static Bytes encoded(Signature signature) {
    return Bytes.wrap(signature.encode());
  }

  private static HostAssessment host(Role role) {
    return new HostAssessment(role, Basis.MEASURED, VpnEvidence.NONE);
  }
}
