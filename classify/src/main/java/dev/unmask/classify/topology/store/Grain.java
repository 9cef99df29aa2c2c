package dev.unmask.classify.topology.store;

import dev.unmask.classify.model.Chain;
import dev.unmask.classify.model.Manners;
import dev.unmask.classify.model.Reach;
import dev.unmask.classify.model.Signature;
import dev.unmask.classify.model.Speech;
import dev.unmask.classify.model.Vpn;
import org.apache.kafka.common.utils.Bytes;

/**
 * How finely the hosts of a cluster are told apart, from fine to coarse. What a host says of itself
 * is forgotten step by step; whose network it is in, never.
 */
public enum Grain {
  /** By all of their signature. */
  FINE,
  /** By their signature less the hashes that a peer can choose. */
  COARSE,
  /**
   * By how they were reached, and no more. There are some hundreds of these in the networks of one
   * owner, whatever the hosts do.
   */
  REACH;

  /** The signature at this grain; idempotent. Both are encoded, and not empty. */
  public Bytes of(Bytes signature) {
    return this == FINE ? signature : Bytes.wrap(of(Signature.decode(signature.get())).encode());
  }

  private Signature of(Signature host) {
    return switch (this) {
      case FINE -> host;
      case COARSE -> host.coarse();
      case REACH -> reach(host);
    };
  }

  private static Signature reach(Signature host) {
    Reach reach = host.reach();
    return new Signature(
        new Reach(
            reach.port(),
            reach.source(),
            reach.passiveReason(),
            reach.outcome(),
            reach.handshake(),
            reach.banner(),
            ""),
        Chain.unseen(),
        Speech.untested(),
        Vpn.untested(),
        Manners.untested(),
        host.networkOwners());
  }
}
