package dev.unmask.lab.scenario;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.HashSet;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * Draws distinct addresses all over 127.0.0.0/8, so that politeness towards a subnet slows nobody
 * down. Leaves out 127.0.0.0/16, where other people's services are, and the first and last address
 * of each /24.
 */
final class Addresses {
  private final SplittableRandom random;
  private final Set<Inet4Address> drawn = new HashSet<>();

  Addresses(SplittableRandom random) {
    this.random = random;
  }

  Inet4Address next() {
    Inet4Address address = any();
    while (!drawn.add(address)) {
      address = any();
    }
    return address;
  }

  private Inet4Address any() {
    byte[] octets = {
      127, (byte) random.nextInt(1, 256), (byte) random.nextInt(256), (byte) random.nextInt(1, 255)
    };
    try {
      return (Inet4Address) InetAddress.getByAddress(octets);
    } catch (UnknownHostException impossible) {
      throw new AssertionError("four octets are an address", impossible);
    }
  }
}
