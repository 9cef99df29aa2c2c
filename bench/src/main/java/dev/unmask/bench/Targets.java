package dev.unmask.bench;

import dev.unmask.avro.Endpoint;
import dev.unmask.avro.Transport;
import dev.unmask.enrich.probe.visit.HostTarget;
import dev.unmask.enrich.probe.visit.Tier;
import java.util.Optional;
import java.util.OptionalLong;

/** Addresses in 127.0.0.0/8, of which Linux gives every one to this machine. */
final class Targets {

  private Targets() {}

  /** The n-th, from 127.1.0.1 on; after 65,536 x 200 they come again. */
  static String address(long n) {
    long third = n / 250;
    return "127.%d.%d.%d".formatted(1 + third / 256 % 200, third % 256, 1 + n % 250);
  }

  static HostTarget target(String address, int port, Tier tier) {
    Endpoint endpoint =
        Endpoint.newBuilder().setIp(address).setPort(port).setTransport(Transport.TCP).build();
    return new HostTarget(
        endpoint,
        Optional.of("www.example.com"),
        Optional.empty(),
        OptionalLong.empty(),
        false,
        tier);
  }
}
