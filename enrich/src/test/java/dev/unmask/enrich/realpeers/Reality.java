package dev.unmask.enrich.realpeers;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Xray with REALITY: who does not prove to know its key is forwarded to somebody else's server. */
final class Reality {

  private final Machine machine;

  Reality(Machine machine) {
    this.machine = machine;
  }

  /**
   * @param serverName that its own clients ask for
   * @param target to whom strangers are forwarded
   */
  Place before(Place target, String serverName) {
    Place place = machine.place();
    String configuration =
        """
        {
          "log": {"loglevel": "info"},
          "inbounds": [{
            "listen": "%s",
            "port": %d,
            "protocol": "vless",
            "settings": {
              "clients": [{"id": "00000000-0000-4000-8000-000000000001"}],
              "decryption": "none"
            },
            "streamSettings": {
              "network": "raw",
              "security": "reality",
              "realitySettings": {
                "target": "%s",
                "serverNames": ["%s"],
                "privateKey": "8IS6P6kO4X-JvGhW47jmOrlya9dNxXHX7wCJ880XdWM",
                "shortIds": ["0123456789abcdef"]
              }
            }
          }],
          "outbounds": [{"protocol": "blackhole"}]
        }
        """
            .formatted(place.ip(), place.port(), target, serverName);
    Path folder = machine.folder(Map.of("xray.json", configuration));
    return machine.serve(folder, place, List.of(Built.XRAY.path(), "run", "-c", "xray.json"));
  }
}
