package dev.unmask.enrich.policy;

import dev.unmask.schemas.owner.Owner;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Subjects with telling defaults: a TLS host of a public network whose certificate names nobody in
 * particular.
 */
final class Subjects {
  static final String FINGERPRINT = "ab".repeat(32);
  static final long OWN_SYSTEM = 64_999;
  static final Owner WATCHED = owner("microsoft", true);
  static final Owner UNWATCHED = owner("somecdn", false);

  private Subjects() {}

  static Owner owner(String id, boolean watched) {
    return new Owner(
        id,
        id,
        Set.of(id + ".example"),
        Set.of(OWN_SYSTEM),
        Set.of(),
        Set.of(),
        false,
        Set.of(),
        watched);
  }

  static Subject at(String ip) {
    return new Subject(
        ip, 443, true, OptionalLong.of(64_500), Optional.of(FINGERPRINT), Optional.empty(), "");
  }

  static Subject aHost() {
    return at("8.8.8.8");
  }

  static Subject naming(Owner owner) {
    return new Subject(
        "8.8.8.8",
        443,
        true,
        OptionalLong.of(64_500),
        Optional.of(FINGERPRINT),
        Optional.of(owner),
        "");
  }

  static Subject inside(Owner owner) {
    return new Subject(
        "8.8.8.8",
        443,
        true,
        OptionalLong.of(OWN_SYSTEM),
        Optional.of(FINGERPRINT),
        Optional.of(owner),
        "");
  }

  static Subject showing(String fingerprint) {
    return new Subject(
        "8.8.8.8",
        443,
        true,
        OptionalLong.of(64_500),
        Optional.of(fingerprint),
        Optional.of(WATCHED),
        "");
  }

  static Subject onPort(int port) {
    return new Subject(
        "8.8.8.8",
        port,
        true,
        OptionalLong.of(64_500),
        Optional.of(FINGERPRINT),
        Optional.of(WATCHED),
        "");
  }

  static Subject overUdp() {
    return new Subject(
        "8.8.8.8",
        443,
        false,
        OptionalLong.empty(),
        Optional.of(FINGERPRINT),
        Optional.of(WATCHED),
        "");
  }

  static Subject withoutCertificate() {
    return new Subject(
        "8.8.8.8", 80, true, OptionalLong.empty(), Optional.empty(), Optional.empty(), "");
  }

  /** With a watched owner's certificate, and a banner that shows this besides. */
  static Subject looking(String appearance) {
    return new Subject(
        "8.8.8.8",
        443,
        true,
        OptionalLong.of(64_500),
        Optional.of(FINGERPRINT),
        Optional.of(WATCHED),
        appearance);
  }
}
