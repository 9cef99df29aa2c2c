package dev.unmask.enrich.probe.tls;

import java.util.Arrays;
import java.util.List;
import javax.net.ssl.SSLEngine;

/**
 * The versions that a handshake offered, in the JDK's words.
 *
 * @param offer what was to be offered
 * @param lowest empty where no connection stood
 * @param highest empty where no connection stood
 */
public record Offered(Offer offer, String lowest, String highest) {

  static final Offered NOTHING = new Offered(Offer.EVERY_VERSION, "", "");

  /** Their names sort by age; netty lists SSLv2Hello besides, which is no version. */
  static Offered by(SSLEngine engine, Offer offer) {
    List<String> versions =
        Arrays.stream(engine.getEnabledProtocols())
            .filter(version -> version.startsWith("TLSv"))
            .sorted()
            .toList();
    return versions.isEmpty()
        ? NOTHING
        : new Offered(offer, versions.get(0), versions.get(versions.size() - 1));
  }
}
