package dev.unmask.enrich.realpeers;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * ShadowTLS as sing-box has it, before Shadowsocks: the handshake is forwarded to somebody else's
 * server; what comes after it goes to Shadowsocks, by version 2 and 3 only if it proves to be a
 * client's.
 */
final class ShadowTls {

  private static final String PASSWORD = "MDEyMzQ1Njc4OWFiY2RlZg==";

  private final Machine machine;

  ShadowTls(Machine machine) {
    this.machine = machine;
  }

  Place version1(Place target) {
    return serve("\"version\": 1", target);
  }

  Place version2(Place target) {
    return serve("\"version\": 2, \"password\": \"%s\"".formatted(PASSWORD), target);
  }

  Place version3(Place target) {
    return serve("\"version\": 3, \"users\": [{\"password\": \"%s\"}]".formatted(PASSWORD), target);
  }

  private Place serve(String version, Place target) {
    Place place = machine.place();
    String configuration =
        """
        {
          "log": {"level": "debug", "disabled": false},
          "inbounds": [
            {
              "type": "shadowtls",
              "listen": "%s",
              "listen_port": %d,
              %s,
              "handshake": {"server": "%s", "server_port": %d},
              "detour": "shadowsocks"
            },
            {
              "type": "shadowsocks",
              "tag": "shadowsocks",
              "listen": "%s",
              "network": "tcp",
              "method": "2022-blake3-aes-128-gcm",
              "password": "%s"
            }
          ]
        }
        """
            .formatted(
                place.ip(),
                place.port(),
                version,
                target.ip(),
                target.port(),
                place.ip(),
                PASSWORD);
    Path folder = machine.folder(Map.of("sing-box.json", configuration));
    return machine.serve(
        folder,
        place,
        List.of(Built.SING_BOX.path(), "--disable-color", "run", "-c", "sing-box.json"));
  }
}
