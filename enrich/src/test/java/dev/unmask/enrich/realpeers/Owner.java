package dev.unmask.enrich.realpeers;

import dev.unmask.enrich.probe.peers.Identity;
import dev.unmask.enrich.probe.peers.Pki;
import dev.unmask.enrich.probe.peers.Probing;

/** Whose certificate the relays wear: its servers, by nginx. */
final class Owner {

  static final Identity IDENTITY = Pki.root("Owner Root").leaf(Probing.NAME);
  static final Nginx.Site SITE = new Nginx.Site(Probing.NAME, IDENTITY);

  private Owner() {}

  /** A server that speaks TLS 1.3 alone. */
  static Place server(Machine machine) {
    return server(machine, "TLSv1.3");
  }

  /**
   * @param protocols in nginx's words
   */
  static Place server(Machine machine, String protocols) {
    return new Nginx(machine).https(protocols, SITE);
  }
}
