package dev.unmask.enrich.probe.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.unmask.avro.ApplicationAnswer;
import dev.unmask.avro.ApplicationProbe;
import dev.unmask.avro.LivenessProbe;
import dev.unmask.avro.LivenessResult;
import dev.unmask.avro.Outcome;
import dev.unmask.enrich.probe.HostReport;
import dev.unmask.enrich.probe.peers.BentProtocol;
import dev.unmask.enrich.probe.peers.BentServer;
import dev.unmask.enrich.probe.peers.Conduct;
import dev.unmask.enrich.probe.peers.Peers;
import dev.unmask.enrich.probe.peers.Probing;
import java.io.IOException;
import java.net.Socket;
import org.bouncycastle.tls.ProtocolVersion;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A server that floods us with what TLS has beside application data holds the keys, and keeps us
 * from testing it: that is neither a sign of life nor of a relay.
 */
class FloodsTest {

  @RegisterExtension final Peers peers = new Peers();
  @RegisterExtension final Probing probing = new Probing();
  @RegisterExtension final Probing byJdk = new Probing(Probing.settings().withJdkTls());

  @SuppressWarnings("ImmutableEnumChecker") // BouncyCastle's versions never change.
  enum Flood {
    TICKETS(ProtocolVersion.TLSv13, BentProtocol::tickets),
    KEY_UPDATES(ProtocolVersion.TLSv13, BentProtocol::keyUpdate),
    EMPTY_RECORDS(ProtocolVersion.TLSv13, BentProtocol::emptyRecord),
    EMPTY_RECORDS_OF_TLS_1_2(ProtocolVersion.TLSv12, BentProtocol::emptyRecord),
    WARNINGS(ProtocolVersion.TLSv12, BentProtocol::warning),
    RENEGOTIATIONS(ProtocolVersion.TLSv12, BentProtocol::helloRequest);

    private final ProtocolVersion version;
    private final BentServer.Then one;

    Flood(ProtocolVersion version, BentServer.Then one) {
      this.version = version;
      this.one = one;
    }

    /** Begins with whatever comes first, which it does not decrypt. */
    Conduct conduct() {
      return socket ->
          BentServer.shaking(version, HostilePeers.SERVER, protocol -> flood(socket, protocol))
              .meet(socket);
    }

    private void flood(Socket socket, BentProtocol protocol) throws IOException {
      if (socket.getInputStream().read() >= 0) {
        while (true) {
          one.send(protocol);
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void means_nothing_to_boringssl(Flood flood) {
    meansNothing(probing.fully(peers.tcp(flood.conduct())));
  }

  @ParameterizedTest
  @EnumSource(names = "EMPTY_RECORDS")
  void means_nothing_to_the_jdk(Flood flood) {
    meansNothing(byJdk.fully(peers.tcp(flood.conduct())));
  }

  private static void meansNothing(HostReport report) {
    ApplicationProbe application = report.application().orElseThrow();
    LivenessProbe liveness = report.liveness().orElseThrow();
    assertThat(report.tls().orElseThrow().getOutcome()).isEqualTo(Outcome.SUCCESS);
    assertThat(application.getAnswer())
        .as("%s", application)
        .isEqualTo(ApplicationAnswer.NOT_TESTED);
    assertThat(liveness.getResult()).as("%s", liveness).isEqualTo(LivenessResult.NOT_TESTED);
  }
}
