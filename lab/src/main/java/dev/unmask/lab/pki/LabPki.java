package dev.unmask.lab.pki;

import dev.unmask.lab.scenario.Leaf;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The certificates of one run: the owner's update PKI whose root expired on 2021-05-09 while issuer
 * and leaf are valid still, the owner's PKI of today, and that of somebody who copied its names.
 * All RSA 2048. Immutable, for any thread.
 */
public final class LabPki {
  private static final String OWNER = "C=US,ST=Washington,L=Redmond,O=Microsoft Corporation";
  private static final String AUTHORITIES = OWNER + ",OU=unmask lab";

  private static final Instant ROOT_MADE = Instant.parse("2001-05-09T23:19:22Z");

  /** When the real root of the case ended. */
  private static final Instant ROOT_EXPIRED = Instant.parse("2021-05-09T23:28:13Z");

  private static final Instant ISSUER_MADE = Instant.parse("2012-06-21T17:33:56Z");

  /** Before the root's end: for two months the whole chain was valid. */
  private static final Instant LEAF_MADE = Instant.parse("2021-03-03T19:14:08Z");

  private static final Duration YEAR = Duration.ofDays(365);

  private final Map<Leaf, Identity> identities;
  private final List<X509Certificate> roots;
  private final List<X509Certificate> issuers;

  private LabPki(
      Map<Leaf, Identity> identities, List<X509Certificate> roots, List<X509Certificate> issuers) {
    this.identities = Map.copyOf(identities);
    this.roots = List.copyOf(roots);
    this.issuers = List.copyOf(issuers);
  }

  /**
   * Makes keys and certificates; takes a second or two.
   *
   * @param now the time at which they are to be valid, but for the expired root; after 2021-05-09
   */
  public static LabPki create(Instant now) {
    if (!now.isAfter(ROOT_EXPIRED)) {
      throw new IllegalArgumentException(
          "the lab's story begins after " + ROOT_EXPIRED + ", not at " + now);
    }
    Authority expiredRoot =
        Authority.root(
            AUTHORITIES + ",CN=Microsoft Root Certificate Authority",
            new Validity(ROOT_MADE, ROOT_EXPIRED));
    Authority expiredRootIssuer =
        updateAuthority(expiredRoot, new Validity(ISSUER_MADE, now.plus(YEAR)));
    Authority root =
        Authority.root(
            AUTHORITIES + ",CN=Microsoft Root Certificate Authority 2011",
            around(now, YEAR.multipliedBy(10)));
    Authority issuer =
        root.authority(
            AUTHORITIES + ",CN=Microsoft Update Secure Server CA 2.1",
            around(now, YEAR.multipliedBy(5)));
    Authority impostor =
        updateAuthority(
            Authority.root("CN=Example Root,O=Example", around(now, YEAR)), around(now, YEAR));

    Validity current = around(now, Duration.ofDays(180));
    Map<Leaf, Identity> identities = new EnumMap<>(Leaf.class);
    identities.put(
        Leaf.EXPIRED_ROOT,
        leaf(expiredRootIssuer, new Validity(LEAF_MADE, now.plus(YEAR.dividedBy(2)))));
    for (Leaf leaf : List.of(Leaf.RENEWED, Leaf.IN_HOUSE, Leaf.AT_THE_EDGE, Leaf.RETIRED)) {
      identities.put(leaf, leaf(issuer, current));
    }
    identities.put(Leaf.FORGED, leaf(impostor, current));
    return new LabPki(
        identities,
        List.of(expiredRoot.certificate(), root.certificate()),
        List.of(expiredRootIssuer.certificate(), issuer.certificate()));
  }

  private static Authority updateAuthority(Authority root, Validity validity) {
    return root.authority(AUTHORITIES + ",CN=Microsoft Update CA", validity);
  }

  private static Identity leaf(Authority issuer, Validity validity) {
    return issuer.server(
        OWNER + ",CN=" + Leaf.NAME,
        validity,
        Leaf.NAME,
        "update.microsoft.com",
        "fe2.update.microsoft.com",
        "*.update.microsoft.com");
  }

  private static Validity around(Instant now, Duration each) {
    return new Validity(now.minus(each), now.plus(each));
  }

  public Identity identity(Leaf leaf) {
    return Objects.requireNonNull(identities.get(leaf), () -> "no certificate for " + leaf);
  }

  /** The owner's roots, the expired one first: in no public store. */
  public List<X509Certificate> roots() {
    return roots;
  }

  /** SHA-256 of the SubjectPublicKeyInfo of each issuing CA of the owner, lowercase hex. */
  public List<String> issuerKeys() {
    return issuers.stream().map(issuer -> Sha256.hex(issuer.getPublicKey().getEncoded())).toList();
  }
}
