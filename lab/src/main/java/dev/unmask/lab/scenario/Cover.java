package dev.unmask.lab.scenario;

import dev.unmask.avro.ApplicationAnswer;
import dev.unmask.avro.AskedName;
import dev.unmask.avro.FirstAnswer;
import dev.unmask.avro.FirstBytes;
import dev.unmask.avro.LivenessResult;
import dev.unmask.avro.OpenVpnState;
import dev.unmask.avro.OrderlyCloseResult;
import dev.unmask.avro.Resumed;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * The site behind the relays of one cluster.
 *
 * @param leaf that it shows
 * @param origin where the relays dial
 * @param elsewhere sites of others, by name
 * @param ssh an SSH server
 * @param idleLimit of the origin
 */
record Cover(
    Leaf leaf,
    InetSocketAddress origin,
    Map<String, InetSocketAddress> elsewhere,
    InetSocketAddress ssh,
    Duration idleLimit) {

  /** The site's own names, all of them at the origin. */
  Map<String, InetSocketAddress> ownNames() {
    return Map.of(leaf.names().get(0), origin, Portal.STATIC_NAME, origin);
  }

  /** Every name that a resolver would know. */
  Map<String, InetSocketAddress> everyName() {
    Map<String, InetSocketAddress> all = new HashMap<>(elsewhere);
    all.putAll(ownNames());
    return all;
  }

  /** What a stranger sees of the site itself, and of a perfect relay to it. */
  Marks marks() {
    return marks(leaf, idleLimit);
  }

  /** What a stranger sees of a server on TLS 1.3 that shows this leaf whatever the name. */
  static Marks marks(Leaf leaf, Duration idleLimit) {
    NameAnswer shows = new NameAnswer.Shows(leaf);
    return new Marks(
        "TLSv1.3",
        Map.of(
            FirstBytes.RESET, Reaction.atOnce(FirstAnswer.CLOSED),
            FirstBytes.SHORTENED_RESET, Reaction.atOnce(FirstAnswer.CLOSED),
            FirstBytes.ONE_ZERO, Reaction.closesAfter(idleLimit),
            FirstBytes.TWO_ZEROS, Reaction.closesAfter(idleLimit),
            FirstBytes.HALF_HELLO, Reaction.closesAfter(idleLimit),
            FirstBytes.PLAIN_HTTP, Reaction.atOnce(FirstAnswer.HTTP_RESPONSE),
            FirstBytes.HELLO_AND_FIN, Reaction.atOnce(FirstAnswer.TLS_HANDSHAKE)),
        Map.of(
            AskedName.OWN, shows,
            AskedName.NONE, shows,
            AskedName.RANDOM, shows,
            AskedName.UNRELATED, shows),
        LivenessResult.ALERT,
        OrderlyCloseResult.NOT_TESTED,
        ApplicationAnswer.HTTP_RESPONSE,
        Resumed.YES,
        new Marks.Vpn(OpenVpnState.OPEN, OpenVpnState.CLOSED, OpenVpnState.CLOSED));
  }
}
