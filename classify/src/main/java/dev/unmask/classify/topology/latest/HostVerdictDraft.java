package dev.unmask.classify.topology.latest;

import dev.unmask.avro.HostVerdict;
import dev.unmask.avro.Role;
import dev.unmask.classify.topology.format.StableHash;
import dev.unmask.classify.topology.message.RoleFound;
import dev.unmask.schemas.endpoint.Endpoints;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A host verdict, made of a role and of the row of its endpoint. Pure.
 *
 * <p>An endpoint that showed another certificate before says so; and where its role at the present
 * one is not decided, CHANGED is what can be said of it.
 */
record HostVerdictDraft(String endpoint, RoleFound found, LatestRow row) {

  private static final long INDICATES = 1;
  private static final long NOT_ZERO = 2;

  HostVerdict verdict(String rulesetVersion) {
    Sighting counting = row.counting().orElseThrow();
    return HostVerdict.newBuilder()
        .setEndpoint(Endpoints.parse(endpoint))
        .setFingerprint(found.fingerprint())
        .setPreviousFingerprint(previous())
        .setRole(role())
        .setBasis(found.host().basis())
        .setVpn(found.host().vpn())
        .setVerdict(found.kind())
        .setConfidence(found.confidence())
        .setObservedAt(Instant.ofEpochMilli(counting.time()))
        .setAsn(asn(counting))
        .setCountry(country(counting))
        .setOwner(found.owner().orElse(null))
        .setRulesetVersion(rulesetVersion)
        .build();
  }

  /** Whether it is one that one would block or watch a host for. */
  boolean indicates() {
    return Indicator.indicates(role());
  }

  /** Whether what has this hash was one that one would block or watch a host for. */
  static boolean indicated(long hash) {
    return (hash & INDICATES) != 0;
  }

  /**
   * Over what makes two host verdicts different: all but the confidence, which moves with every
   * host of the cluster, and the time of the observation, which moves with every crawl; of an
   * indicator, which has to be renewed, its term. Never 0.
   */
  long hash(String rulesetVersion) {
    Sighting counting = row.counting().orElseThrow();
    Object[] parts = {
      found.fingerprint(),
      previous(),
      role(),
      found.host().basis(),
      found.host().vpn(),
      found.kind(),
      found.owner(),
      asn(counting),
      country(counting),
      rulesetVersion,
      indicates() ? Indicator.term(counting.time()) : 0
    };
    return hash(parts, indicates());
  }

  /** The same over a host verdict that another epoch wrote. */
  static long hash(HostVerdict written) {
    boolean indicates = Indicator.indicates(written.getRole());
    Object[] parts = {
      written.getFingerprint(),
      written.getPreviousFingerprint(),
      written.getRole(),
      written.getBasis(),
      written.getVpn(),
      written.getVerdict(),
      Optional.ofNullable(written.getOwner()),
      written.getAsn(),
      written.getCountry(),
      written.getRulesetVersion(),
      indicates ? Indicator.term(written.getObservedAt().toEpochMilli()) : 0
    };
    return hash(parts, indicates);
  }

  private static long hash(Object[] parts, boolean indicates) {
    long hash = (StableHash.of(Arrays.toString(parts)) & ~INDICATES) | NOT_ZERO;
    return indicates ? hash | INDICATES : hash;
  }

  private Role role() {
    boolean changed = row.left().isPresent() && found.host().role() == Role.UNDETERMINED;
    return changed ? Role.CHANGED : found.host().role();
  }

  private @Nullable String previous() {
    return row.left().map(Shown::fingerprint).orElse(null);
  }

  private static @Nullable Long asn(Sighting counting) {
    Optional<Long> asn = counting.standing().asn().stream().boxed().findFirst();
    return asn.orElse(null);
  }

  private static @Nullable String country(Sighting counting) {
    return Optional.of(counting.standing().country()).filter(c -> !c.isEmpty()).orElse(null);
  }
}
