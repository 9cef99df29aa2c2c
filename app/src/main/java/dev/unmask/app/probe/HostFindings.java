package dev.unmask.app.probe;

import static dev.unmask.app.probe.Finding.no;
import static dev.unmask.app.probe.Finding.notTested;
import static dev.unmask.app.probe.Finding.yes;

import dev.unmask.avro.Observation;
import dev.unmask.avro.TlsProbe;
import dev.unmask.classify.model.Reach;
import dev.unmask.classify.model.Signature;
import dev.unmask.schemas.owner.Owner;
import dev.unmask.schemas.owner.OwnerCatalogue;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What one host's observation says on each code of evidence, by the same reading that
 * classification does. Where a code is about how the host compares with its twin, and there is
 * none, it is not tested. A verdict needs the whole cluster, so there is none here. Pure.
 */
final class HostFindings {

  private final Observation seen;
  private final Signature host;
  private final Optional<Signature> twin;
  private final Optional<Owner> owner;

  private HostFindings(
      Observation seen, Optional<Observation> twin, Optional<Owner> owner, OwnerCatalogue owners) {
    this.seen = seen;
    this.host = Signature.of(seen, owners);
    this.twin = twin.map(other -> Signature.of(other, owners));
    this.owner = owner;
  }

  /**
   * Findings by code, in the order in which the codes build on one another.
   *
   * @param twin a host of the owner's own that shows the same leaf, asked the same
   * @param owner whom the name asked for belongs to
   */
  static Map<String, Finding> of(
      Observation seen, Optional<Observation> twin, Optional<Owner> owner, OwnerCatalogue owners) {
    HostFindings findings = new HostFindings(seen, twin, owner, owners);
    Map<String, Finding> codes = new LinkedHashMap<>();
    codes.put("HANDSHAKE_COMPLETED", findings.handshake());
    ChainFindings.put(codes, seen);
    codes.put("OUTSIDE_OWNER", findings.outsideOwner());
    new SpeechFindings(seen, findings.host, findings.twin, owner).put(codes);
    VpnFindings.put(codes, findings.host.vpn());
    new MannersFindings(seen, findings.host.manners(), findings.twin.map(Signature::manners))
        .put(codes);
    codes.put("BANNER_DISAGREES", notTested("there is no banner"));
    codes.put("MANY_NETWORKS", notTested("one host does not tell"));
    return codes;
  }

  private Finding handshake() {
    TlsProbe tls = seen.getTls();
    if (tls == null || host.reach().handshake() == Reach.Handshake.NOT_TESTED) {
      return notTested(
          tls == null ? "not probed" : Finding.outcome(tls.getOutcome(), tls.getDetail()));
    }
    return host.completed()
        ? yes(tls.getProtocol() + " " + tls.getCipherSuite())
        : no(Finding.outcome(tls.getOutcome(), tls.getDetail()));
  }

  /** Without a database of networks only the owner's catalogued prefixes are known. */
  private Finding outsideOwner() {
    if (owner.isEmpty()) {
      return notTested("the name asked for is nobody's in the owner catalogue");
    }
    String id = owner.get().id();
    return host.inNetworkOf(id)
        ? no("in a catalogued network of " + id)
        : notTested("whose network the address is in is not known here");
  }
}
