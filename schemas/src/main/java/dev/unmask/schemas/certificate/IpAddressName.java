package dev.unmask.schemas.certificate;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;

/** An iPAddress of subjectAltName: 4 or 16 octets (RFC 5280 4.2.1.6). */
final class IpAddressName {

  private IpAddressName() {}

  static Optional<String> text(byte[] octets) {
    if (octets.length != 4 && octets.length != 16) {
      return Optional.empty();
    }
    try {
      return Optional.of(InetAddress.getByAddress(octets).getHostAddress());
    } catch (UnknownHostException impossible) {
      throw new IllegalStateException("4 or 16 octets are an address", impossible);
    }
  }
}
