package dev.unmask.lab.pki;

import dev.unmask.lab.scenario.Issuer;
import dev.unmask.lab.scenario.LabScenario;
import dev.unmask.lab.scenario.Leaf;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The certificates of one run: those of the leaves that a scenario has, and of who signed them.
 * Immutable, for any thread.
 */
public final class LabPki {
  /** Before the expired root's end: for two months the whole chain was valid. */
  private static final Instant LEAF_OF_EXPIRED_ROOT_MADE = Instant.parse("2021-03-03T19:14:08Z");

  private static final Duration HALF_A_YEAR = Duration.ofDays(180);

  /** What proxies' installers ask of OpenSSL. */
  private static final Duration A_HUNDRED_YEARS = Duration.ofDays(36_500);

  private static final Duration TWENTY_YEARS = Duration.ofDays(7_300);

  private final Map<Leaf, Identity> identities;
  private final Map<Issuer, Authority> authorities;

  private LabPki(Map<Leaf, Identity> identities, Map<Issuer, Authority> authorities) {
    this.identities = Map.copyOf(identities);
    this.authorities = new EnumMap<>(authorities);
  }

  /**
   * Makes keys and certificates; for the case this takes a second or two.
   *
   * @param now the time at which they are to be valid, but for the expired root; after 2021-05-09
   */
  public static LabPki create(Set<Leaf> leaves, Instant now) {
    if (!now.isAfter(Authorities.ROOT_EXPIRED)) {
      throw new IllegalArgumentException(
          "the lab's story begins after " + Authorities.ROOT_EXPIRED + ", not at " + now);
    }
    Authorities makers = new Authorities(now);
    Map<Issuer, Authority> authorities = new EnumMap<>(Issuer.class);
    Map<Leaf, Identity> identities = new HashMap<>();
    for (Leaf leaf : leaves) {
      identities.put(leaf, identity(leaf, makers, authorities));
    }
    return new LabPki(identities, authorities);
  }

  /** The same for all leaves of a scenario, and the CAs of its owners whether used or not. */
  public static LabPki of(LabScenario scenario, Instant now) {
    LabPki used = create(scenario.leaves(), now);
    Authorities makers = new Authorities(now);
    scenario.owners().stream()
        .flatMap(owner -> owner.issuers().stream())
        .forEach(issuer -> used.authorities.computeIfAbsent(issuer, makers::of));
    return used;
  }

  private static Identity identity(
      Leaf leaf, Authorities makers, Map<Issuer, Authority> authorities) {
    if (leaf.issuer().itself()) {
      boolean product = leaf.issuer() == Issuer.ITS_PRODUCT;
      Instant end = makers.now().plus(product ? TWENTY_YEARS : A_HUNDRED_YEARS);
      return Authority.selfSigned(
          product ? KeyKind.RSA_2048 : KeyKind.P_256,
          leaf.subject(),
          new Validity(makers.now().minus(HALF_A_YEAR), end),
          leaf.names());
    }
    Validity validity =
        leaf.issuer() == Issuer.UPDATE_CA_OF_EXPIRED_ROOT
            ? new Validity(LEAF_OF_EXPIRED_ROOT_MADE, makers.now().plus(HALF_A_YEAR))
            : makers.around(HALF_A_YEAR);
    return authorities
        .computeIfAbsent(leaf.issuer(), makers::of)
        .server(leaf.subject(), validity, leaf.names());
  }

  public Identity identity(Leaf leaf) {
    return Objects.requireNonNull(identities.get(leaf), () -> "no certificate for " + leaf);
  }

  /** The roots that a user trusts, the expired one first: in no public store. */
  public List<X509Certificate> roots() {
    return authorities.entrySet().stream()
        .filter(each -> each.getKey().trusted())
        .map(each -> each.getValue().root())
        .toList();
  }

  /** SHA-256 of the SubjectPublicKeyInfo of each of these issuers, lowercase hex. */
  public List<String> keys(List<Issuer> issuers) {
    return issuers.stream()
        .flatMap(issuer -> Stream.ofNullable(authorities.get(issuer)))
        .map(authority -> Sha256.hex(authority.certificate().getPublicKey().getEncoded()))
        .toList();
  }
}
