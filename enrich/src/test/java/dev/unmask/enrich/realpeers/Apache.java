package dev.unmask.enrich.realpeers;

import dev.unmask.enrich.probe.peers.Identity;
import dev.unmask.enrich.probe.peers.Installed;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Apache's httpd over TLS, without a page. */
final class Apache {

  private final Machine machine;

  Apache(Machine machine) {
    this.machine = machine;
  }

  Place https(Identity identity) {
    Place place = machine.place();
    String configuration =
        """
        Listen %s
        ServerName localhost
        User nobody
        Group nogroup
        PidFile apache.pid
        DefaultRuntimeDir .
        ErrorLog /dev/stderr
        LoadModule mpm_event_module /usr/lib/apache2/modules/mod_mpm_event.so
        LoadModule authz_core_module /usr/lib/apache2/modules/mod_authz_core.so
        LoadModule ssl_module /usr/lib/apache2/modules/mod_ssl.so
        SSLEngine on
        SSLCertificateFile chain.pem
        SSLCertificateKeyFile key.pem
        """
            .formatted(place);
    Path folder =
        machine.folder(
            Map.of(
                "httpd.conf", configuration,
                "chain.pem", identity.chainPem(),
                "key.pem", identity.keyPem()));
    return machine.serve(
        folder,
        place,
        List.of(
            Installed.APACHE.path(), "-DFOREGROUND", "-d", folder.toString(), "-f", "httpd.conf"));
  }
}
