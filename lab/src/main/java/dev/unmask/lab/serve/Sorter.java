package dev.unmask.lab.serve;

import static io.netty.buffer.Unpooled.buffer;
import static io.netty.buffer.Unpooled.copiedBuffer;

import dev.unmask.lab.scenario.Behaviour.Relay;
import dev.unmask.lab.scenario.Opening;
import dev.unmask.lab.scenario.Opening.Dial;
import dev.unmask.lab.scenario.Opening.Patience;
import dev.unmask.lab.scenario.SniRoutes;
import dev.unmask.lab.scenario.SniRoutes.Miss;
import dev.unmask.lab.serve.VpnClient.Guess;
import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Decides by the bytes that a client began with what a relay does with it, as its {@link Opening}
 * says. Pure: reads buffers and leaves them as they are.
 */
record Sorter(Relay relay) {
  private static final int HANDSHAKE_FAILURE = 40;
  private static final int UNRECOGNIZED_NAME = 112;
  private static final int ALERT_LENGTH = 7;
  private static final String END_OF_HEAD = "\r\n\r\n";
  private static final String PAGE =
      "HTTP/1.1 400 Bad Request\r\nServer: front\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";

  /**
   * @param received not empty
   */
  Decision sort(ByteBuf received) {
    return switch (guess(received)) {
      case YES -> new Decision.ToVpn();
      case TOO_EARLY -> new Decision.Wait();
      case NO -> sortTls(received);
    };
  }

  /** When patience ends. */
  Decision giveUp(Patience patience) {
    return patience instanceof Patience.Dials dials
        ? new Decision.Dial(dials.target())
        : new Decision.Close();
  }

  private Guess guess(ByteBuf received) {
    Opening opening = relay.manners().opening();
    if (opening.vpn().isEmpty()) {
      return Guess.NO;
    }
    return opening.dial() == Dial.AFTER_FIRST_BYTES
        ? VpnClient.byFirstBytes(received)
        : VpnClient.byLength(received);
  }

  private Decision sortTls(ByteBuf received) {
    return switch (relay.manners().opening().dial()) {
      case AT_ACCEPT, AFTER_FIRST_BYTES -> toOrigin();
      case AFTER_FIRST_RECORD -> sortTls(received, ClientHello.firstRecordComplete(received));
      case AFTER_HELLO -> sortTls(received, ClientHello.complete(received));
    };
  }

  private Decision sortTls(ByteBuf received, boolean complete) {
    if (!ClientHello.canBegin(received)) {
      return sortOther(received);
    }
    return complete ? byName(received) : new Decision.Wait();
  }

  private Decision sortOther(ByteBuf received) {
    return switch (relay.manners().opening().notTls()) {
      case FORWARD -> toOrigin();
      case FORWARD_REQUEST -> endsHead(received) ? toOrigin() : new Decision.Wait();
      case AWAIT -> new Decision.Wait();
      case ALERT -> alert(0x0301, HANDSHAKE_FAILURE);
      case OWN_PAGE -> new Decision.Say(copiedBuffer(PAGE, StandardCharsets.US_ASCII));
      case CLOSE -> new Decision.Close();
    };
  }

  private static boolean endsHead(ByteBuf received) {
    return received.toString(StandardCharsets.ISO_8859_1).contains(END_OF_HEAD);
  }

  private Decision byName(ByteBuf received) {
    SniRoutes routes = relay.manners().opening().routes();
    if (routes.fixed()) {
      return toOrigin();
    }
    Optional<String> name = ClientHello.serverName(received);
    return name.flatMap(routes::route)
        .<Decision>map(Decision.Dial::new)
        .orElseGet(() -> missed(name.isPresent() ? routes.other() : routes.none()));
  }

  private Decision missed(Miss miss) {
    return switch (miss) {
      case ORIGIN -> toOrigin();
      case CLOSE -> new Decision.Close();
      case HANDSHAKE_FAILURE -> alert(0x0301, HANDSHAKE_FAILURE);
      case UNRECOGNIZED_NAME -> alert(0x0303, UNRECOGNIZED_NAME);
    };
  }

  private Decision toOrigin() {
    return new Decision.Dial(relay.origin());
  }

  /** A fatal alert in clear (RFC 8446 6). */
  private static Decision alert(int recordVersion, int description) {
    ByteBuf record = buffer(ALERT_LENGTH).writeByte(21).writeShort(recordVersion).writeShort(2);
    return new Decision.Say(record.writeByte(2).writeByte(description));
  }
}
