package dev.unmask.classify.evidence;

import dev.unmask.classify.model.PortClass;
import dev.unmask.classify.model.Signature;
import java.util.SortedSet;

/**
 * How the hosts inside the owner's own networks behave, which is the measure for the others: not a
 * constant, as origins differ. Immutable.
 */
final class Twins {

  private final Rows hosts;
  private final SortedSet<String> contents;

  /** Of hosts that completed the handshake. */
  Twins(Rows hosts) {
    this.hosts = hosts;
    this.contents = hosts.where(Behaviour::gaveContent).values(Behaviour::content);
  }

  Rows hosts() {
    return hosts;
  }

  boolean livenessTested() {
    return hosts.any(Behaviour::livenessTested);
  }

  boolean asked() {
    return hosts.any(Behaviour::asked);
  }

  /** 1 where at least half of the tested twins are alive; falls to 0 with their share. */
  double aliveFactor() {
    return factor(
        hosts.hosts(host -> Behaviour.livenessTested(host) && Behaviour.alive(host)),
        hosts.hosts(Behaviour::livenessTested));
  }

  /** 1 where at least half of the twins that were asked answered; falls to 0 with their share. */
  double answerFactor() {
    return factor(hosts.hosts(Behaviour::answered), hosts.hosts(Behaviour::asked));
  }

  /** How much the twins' number makes of a difference from all of them. */
  double numberFactor() {
    double number = hosts.hosts();
    return number / (number + 3);
  }

  SortedSet<String> tlsShapes() {
    return hosts.values(host -> host.reach().tlsShape());
  }

  boolean answeredAt(PortClass port) {
    return hosts.any(twin -> Behaviour.port(twin) == port && Behaviour.answered(twin));
  }

  boolean gives(Signature host) {
    return Behaviour.gaveContent(host) && contents.contains(Behaviour.content(host));
  }

  private static double factor(long some, long all) {
    return all == 0 ? 0 : Math.min(1, 2.0 * some / all);
  }
}
