package dev.unmask.lab.pki;

import dev.unmask.lab.scenario.Issuer;
import java.time.Duration;
import java.time.Instant;

/**
 * Makes the issuing CAs, each below a root of its own.
 *
 * @param now the time at which they are to be valid, but for the expired root
 */
record Authorities(Instant now) {
  static final Duration YEAR = Duration.ofDays(365);

  /** When the real root of the case ended. */
  static final Instant ROOT_EXPIRED = Instant.parse("2021-05-09T23:28:13Z");

  private static final Instant ROOT_MADE = Instant.parse("2001-05-09T23:19:22Z");
  private static final Instant ISSUER_MADE = Instant.parse("2012-06-21T17:33:56Z");

  private static final String UPDATE =
      "C=US,ST=Washington,L=Redmond,O=Microsoft Corporation,OU=unmask lab,CN=";
  private static final String UPDATE_CA = UPDATE + "Microsoft Update CA";

  Authority of(Issuer issuer) {
    return switch (issuer) {
      case UPDATE_CA_OF_EXPIRED_ROOT ->
          Authority.root(
                  KeyKind.RSA_2048,
                  UPDATE + "Microsoft Root Certificate Authority",
                  new Validity(ROOT_MADE, ROOT_EXPIRED))
              .authority(UPDATE_CA, new Validity(ISSUER_MADE, now.plus(YEAR)));
      case UPDATE_CA ->
          below(
              KeyKind.RSA_2048,
              UPDATE + "Microsoft Root Certificate Authority 2011",
              UPDATE + "Microsoft Update Secure Server CA 2.1");
      case IMPOSTOR -> below(KeyKind.RSA_2048, "CN=Example Root,O=Example", UPDATE_CA);
      case PORTAL_CA ->
          below(
              KeyKind.P_256,
              "O=Example Portal,OU=unmask lab,CN=Example Portal Root",
              "O=Example Portal,OU=unmask lab,CN=Example Portal CA");
      case WEB_CA ->
          below(
              KeyKind.P_256,
              "O=Example Trust,OU=unmask lab,CN=Example Trust Root",
              "O=Example Trust,OU=unmask lab,CN=Example Trust Web CA");
      case ITSELF, ITS_PRODUCT ->
          throw new IllegalArgumentException("a self-signed leaf has no authority");
    };
  }

  private Authority below(KeyKind keys, String root, String issuer) {
    return Authority.root(keys, root, around(YEAR.multipliedBy(10)))
        .authority(issuer, around(YEAR.multipliedBy(5)));
  }

  /** Valid from so long before now until so long after. */
  Validity around(Duration each) {
    return new Validity(now.minus(each), now.plus(each));
  }
}
