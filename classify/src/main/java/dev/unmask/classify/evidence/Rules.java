package dev.unmask.classify.evidence;

import java.util.List;
import java.util.Optional;

/** All rules, one line each. */
public final class Rules {

  private static final List<Rule> ALL =
      List.of(
          new ManyNetworks(),
          new OutsideOwner(),
          new HandshakeCompleted(),
          new LivenessShown(),
          new TwinCompared(),
          new ChainExpiredOnly(),
          new ChainUntrusted(),
          new SelfSigned(),
          new NameMismatch(),
          new NoApplicationData(),
          new OwnerContent(),
          new ForeignContent(),
          new Port1194Open(),
          new OpenVpnAnswered(),
          new OpenVpnClosePattern(),
          new PortShared(),
          new SessionResumed(),
          new RoundTripsSplit(),
          new HalfCloseLost(),
          new FirstBytesCompared(),
          new SniDependent(),
          new BannerDisagrees());

  private Rules() {}

  /** What the rules see in a cluster, in the order of the list. */
  public static List<Finding> findings(Cluster cluster) {
    return ALL.stream().map(rule -> rule.look(cluster)).flatMap(Optional::stream).toList();
  }
}
