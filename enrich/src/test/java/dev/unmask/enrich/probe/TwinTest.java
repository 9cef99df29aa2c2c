package dev.unmask.enrich.probe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.unmask.enrich.probe.peers.Conducts;
import dev.unmask.enrich.probe.peers.Identity;
import dev.unmask.enrich.probe.peers.Peers;
import dev.unmask.enrich.probe.peers.Pki;
import dev.unmask.enrich.probe.peers.Probing;
import dev.unmask.enrich.probe.peers.Recorder;
import dev.unmask.enrich.probe.visit.ProberSettings;
import dev.unmask.enrich.probe.visit.Tier;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A host and its twin are asked byte for byte the same, but for what is random, and for when they
 * are asked for sessions.
 */
@Execution(ExecutionMode.CONCURRENT)
class TwinTest {

  private static final Duration SILENCE = Duration.ofMillis(300);

  @RegisterExtension final Peers peers = new Peers();
  @RegisterExtension final Probing first = new Probing(hasty());
  @RegisterExtension final Probing second = new Probing(hasty());

  private final Identity identity = Pki.root("Test Root").leaf(Probing.NAME);

  @ParameterizedTest
  @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
  void nothing_depends_on_where_the_host_is(String protocol) {
    int server = peers.tls(identity, protocol, Conducts.silent());

    List<String> twin = heard(first, "127.0.0.2", server, true);
    List<String> suspect = heard(second, "127.0.0.3", server, false);

    List<String> besides = new ArrayList<>(twin);
    suspect.forEach(besides::remove);
    assertThat(suspect).hasSizeGreaterThan(5);
    assertThat(twin).as("what a suspect is asked, its twin is").containsAll(suspect);
    assertThat(besides)
        .as("sessions besides")
        .hasSize(twin.size() - suspect.size())
        .hasSizeLessThan(3);
  }

  private List<String> heard(Probing probing, String address, int server, boolean insideOwner) {
    Recorder recorder = new Recorder();
    int port = peers.tcpAt(address, recorder.before(server));
    Probing.await(probing.prober().probe(Probing.target(address, port, insideOwner, Tier.MANNERS)));
    return recorder.told();
  }

  private static ProberSettings hasty() {
    return Probing.settings()
        .withSilence(SILENCE, SILENCE)
        .with(times -> times.withWatch(SILENCE, SILENCE));
  }
}
