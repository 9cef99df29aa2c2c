package dev.unmask.enrich.probe.openvpn;

import dev.unmask.avro.FirstBytesTest;
import dev.unmask.avro.Outcome;
import dev.unmask.avro.Transport;
import dev.unmask.enrich.probe.connection.Connection;
import dev.unmask.enrich.probe.connection.Dialed;
import dev.unmask.enrich.probe.raw.FirstBytesExchange;
import dev.unmask.enrich.probe.visit.Finding;
import dev.unmask.enrich.probe.visit.Probe;
import dev.unmask.enrich.probe.visit.ProbeEnd;
import dev.unmask.enrich.probe.visit.Tier;
import dev.unmask.enrich.probe.visit.Visit;
import java.util.List;
import java.util.OptionalLong;

/**
 * Is OpenVPN at its own UDP port? One datagram; only what comes from that very address and port is
 * heard. Silence is what a closed firewall, a lost packet and a hidden key look like, all three.
 */
public final class OpenVpnDatagram implements Probe {

  private final OpenVpnRecord record;

  /**
   * @param port where to look, 1194 mostly
   */
  public OpenVpnDatagram(int port) {
    this.record = new OpenVpnRecord(port, Transport.UDP, OptionalLong.empty());
  }

  @Override
  public Tier tier() {
    return Tier.APPLICATION;
  }

  @Override
  public Need need() {
    return Need.NOTHING;
  }

  @Override
  public void run(Visit visit, ProbeEnd end) {
    visit
        .line()
        .dialUdp(
            record.port(),
            dialed -> {
              if (dialed instanceof Dialed.Open open) {
                ask(visit, open.connection(), end);
              } else if (dialed instanceof Dialed.Failed failed) {
                end.with(notTested(failed.outcome(), failed.detail()));
              }
            });
  }

  @Override
  public Finding notTested(Outcome why, String detail) {
    return Finding.of(record.unopened(why, detail));
  }

  private void ask(Visit visit, Connection socket, ProbeEnd end) {
    new FirstBytesExchange(
            socket,
            OpenVpnSendings.datagram(visit.kit().random()),
            visit.settings().timings().vpnSilence(),
            test -> {
              socket.reset();
              end.with(Finding.of(record.asked(connect(test), List.of(test))));
            })
        .run();
  }

  /** There is no connect: it is open if something came from it. */
  private static Outcome connect(FirstBytesTest test) {
    return switch (test.getAnswer()) {
      case TLS_HANDSHAKE, TLS_ALERT, HTTP_RESPONSE, OPENVPN_RESET, OTHER_BYTES -> Outcome.SUCCESS;
      case HELD -> Outcome.IO_TIMEOUT;
      case UNREACHABLE -> Outcome.CONNECTION_REFUSED;
      case CLOSED, RESET -> Outcome.UNKNOWN_ERROR;
      case NOT_TESTED -> cutShort(test.getOutcome());
    };
  }

  /** A silence that our own budget cut short is none. */
  private static Outcome cutShort(Outcome outcome) {
    return outcome == Outcome.IO_TIMEOUT ? Outcome.POLICY_SKIPPED : outcome;
  }
}
