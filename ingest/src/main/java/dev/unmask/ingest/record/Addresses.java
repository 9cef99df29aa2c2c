package dev.unmask.ingest.record;

import dev.unmask.avro.Endpoint;
import dev.unmask.avro.Transport;
import dev.unmask.schemas.endpoint.Endpoints;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The address of a record: {@code ip_str} where it is one, else {@code ipv6}, else {@code ip},
 * which is a 32-bit number, lies beyond that in redacted data, and is missing for IPv6.
 */
final class Addresses {

  private static final long MAX_IPV4 = 0xFFFF_FFFFL;

  private Addresses() {}

  static Optional<Endpoint> endpoint(Draft record, int port, Transport transport) {
    return Stream.of(text(record.ipText), text(record.ipv6), number(record.ip), text(record.ip))
        .flatMap(Optional::stream)
        .flatMap(ip -> endpoint(ip, port, transport).stream())
        .findFirst();
  }

  private static Optional<Endpoint> endpoint(String ip, int port, Transport transport) {
    String host = ip.indexOf(':') < 0 ? ip : "[" + ip + "]";
    return Endpoints.tryParse(host + ":" + port + "/" + transport.name().toLowerCase(Locale.ROOT));
  }

  private static Optional<String> text(@Nullable String ip) {
    return Optional.ofNullable(ip).map(String::strip);
  }

  private static Optional<String> number(@Nullable String ip) {
    OptionalLong number = Numbers.upTo(MAX_IPV4, ip);
    return number.isPresent() ? Optional.of(dotted(number.getAsLong())) : Optional.empty();
  }

  private static String dotted(long ip) {
    return (ip >> 24) + "." + (ip >> 16 & 0xFF) + "." + (ip >> 8 & 0xFF) + "." + (ip & 0xFF);
  }
}
