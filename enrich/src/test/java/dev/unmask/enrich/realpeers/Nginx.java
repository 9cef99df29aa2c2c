package dev.unmask.enrich.realpeers;

import dev.unmask.enrich.probe.peers.Identity;
import dev.unmask.enrich.probe.peers.Installed;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** nginx: a web server over TLS, and by its stream module a TCP proxy, which can go by the SNI. */
final class Nginx {

  /** What every page says. */
  static final String PAGE = "the owner's page";

  private static final Path STREAM_MODULE = Path.of("/usr/lib/nginx/modules/ngx_stream_module.so");

  private static final String MAIN =
      """
      daemon off;
      master_process off;
      pid nginx.pid;
      error_log stderr info;
      events {}
      """;

  /** How long it waits for a request, a handshake included. */
  static final Duration HEADER_TIMEOUT = Duration.ofSeconds(3);

  private static final String HTTP =
      """
      http {
        access_log off;
        client_body_temp_path body;
        proxy_temp_path proxy;
        fastcgi_temp_path fastcgi;
        uwsgi_temp_path uwsgi;
        scgi_temp_path scgi;
        client_header_timeout %ds;
        %s
      }
      """;

  /** A name and what is shown for it. */
  record Site(String name, Identity identity) {}

  private final Machine machine;

  Nginx(Machine machine) {
    this.machine = machine;
  }

  /**
   * A web server over TLS.
   *
   * @param protocols in nginx's words
   * @param first what is shown for all other names, and for none
   */
  Place https(String protocols, Site first, Site... more) {
    Map<String, String> files = new HashMap<>();
    Place place = machine.place();
    StringBuilder servers =
        new StringBuilder(server(place, "default_server", protocols, first, files));
    for (Site site : more) {
      servers.append(server(place, "", protocols, site, files));
    }
    return serve(place, MAIN + HTTP.formatted(HEADER_TIMEOUT.toSeconds(), servers), files);
  }

  /** A web server without TLS. */
  Place http() {
    Place place = machine.place();
    String server = "server { listen %s; location / { return 200 \"%s\"; } }";
    return serve(
        place,
        MAIN + HTTP.formatted(HEADER_TIMEOUT.toSeconds(), server.formatted(place, PAGE)),
        Map.of());
  }

  /** Forwards each connection to an origin. */
  Place tcpProxy(Place origin) {
    return stream("", origin.toString());
  }

  /** Forwards each connection to the place of the name that it asks for; to none for others. */
  Place sniProxy(Map<String, Place> places) {
    StringBuilder map = new StringBuilder("map $ssl_preread_server_name $origin {\n");
    places.forEach((name, place) -> map.append("%s %s;%n".formatted(name, place)));
    return stream(map + "}", "$origin;\nssl_preread on");
  }

  private Place stream(String before, String origin) {
    if (!Files.exists(STREAM_MODULE)) {
      Installed.missing("nginx has no stream module (Debian: libnginx-mod-stream)");
    }
    Place place = machine.place();
    String stream =
        "stream { %s server { listen %s; proxy_pass %s; } }".formatted(before, place, origin);
    return serve(place, "load_module %s;%n".formatted(STREAM_MODULE) + MAIN + stream, Map.of());
  }

  private Place serve(Place place, String configuration, Map<String, String> files) {
    Map<String, String> all = new HashMap<>(files);
    all.put("nginx.conf", configuration);
    Path folder = machine.folder(all);
    return machine.serve(
        folder,
        place,
        List.of(
            Installed.NGINX.path(), "-p", folder.toString(), "-c", "nginx.conf", "-e", "stderr"));
  }

  private static String server(
      Place place, String role, String protocols, Site site, Map<String, String> files) {
    files.put(site.name() + ".pem", site.identity().chainPem());
    files.put(site.name() + ".key", site.identity().keyPem());
    return """
        server {
          listen %s ssl %s;
          server_name %s;
          ssl_protocols %s;
          ssl_certificate %s.pem;
          ssl_certificate_key %s.key;
          ssl_session_cache shared:tls:1m;
          location / { return 200 "%s"; }
        }
        """
        .formatted(place, role, site.name(), protocols, site.name(), site.name(), PAGE);
  }
}
