package dev.unmask.enrich.probe.openvpn;

import dev.unmask.avro.FirstBytes;
import dev.unmask.enrich.probe.openvpn.ServerReset.Reading;
import dev.unmask.enrich.probe.raw.Sending;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * What tells an OpenVPN server from others. Its parser waits for the whole packet that two bytes of
 * length announce, 14 to some 1,600, and closes at once on other lengths and on a packet that does
 * not authenticate (Xue et al., "OpenVPN is Open to VPN Fingerprinting", USENIX Security 2022).
 */
final class OpenVpnSendings {

  private OpenVpnSendings() {}

  /** A reset with a random session id; its proof is the answer that carries that id. */
  static Sending reset(Random random) {
    ClientReset reset = ClientReset.random(random);
    return Sending.of(FirstBytes.RESET, reset.stream())
        .provedBy(received -> ServerReset.readStream(received, reset) == Reading.PROVED);
  }

  /** The same as a datagram. */
  static Sending datagram(Random random) {
    ClientReset reset = ClientReset.random(random);
    return Sending.of(FirstBytes.RESET, reset.datagram())
        .provedBy(received -> ServerReset.readDatagram(received, reset) == Reading.PROVED);
  }

  /** A packet that is not whole: a parser waits for its last byte. */
  static Sending shortenedReset(Random random) {
    byte[] whole = ClientReset.random(random).stream();
    return Sending.of(FirstBytes.SHORTENED_RESET, Arrays.copyOf(whole, whole.length - 1));
  }

  /** Half a length, and a length that no packet has. */
  static List<Sending> zeros() {
    return List.of(
        Sending.of(FirstBytes.ONE_ZERO, (byte) 0),
        Sending.of(FirstBytes.TWO_ZEROS, (byte) 0, (byte) 0));
  }
}
