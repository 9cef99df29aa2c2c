package dev.unmask.enrich.realpeers;

import dev.unmask.enrich.probe.peers.Identity;
import dev.unmask.enrich.probe.peers.Installed;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * OpenLDAP's directory server, over TLS on the port of LDAPS: only there is a directory searched.
 */
final class Slapd {

  /** Of the one directory that it serves, which is empty. */
  static final String SUFFIX = "dc=example,dc=com";

  private static final int LDAPS = 636;

  private final Machine machine;

  Slapd(Machine machine) {
    this.machine = machine;
  }

  Place ldaps(Identity identity) {
    Place place = new Place(machine.place().ip(), LDAPS);
    String configuration =
        """
        include /etc/ldap/schema/core.schema
        pidfile slapd.pid
        argsfile slapd.args
        TLSCertificateFile chain.pem
        TLSCertificateKeyFile key.pem
        database ldif
        suffix "%s"
        directory .
        """
            .formatted(SUFFIX);
    Path folder =
        machine.folder(
            Map.of(
                "slapd.conf", configuration,
                "chain.pem", identity.chainPem(),
                "key.pem", identity.keyPem()));
    return machine.serve(
        folder,
        place,
        List.of(
            Installed.SLAPD.path(),
            "-d",
            "none",
            "-f",
            "slapd.conf",
            "-h",
            "ldaps://" + place + "/"));
  }
}
