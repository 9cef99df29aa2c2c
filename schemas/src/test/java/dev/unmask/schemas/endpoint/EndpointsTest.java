package dev.unmask.schemas.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.unmask.avro.Endpoint;
import dev.unmask.avro.Transport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EndpointsTest {

  @ParameterizedTest
  @CsvSource({
    "192.0.2.7, 443, TCP, 192.0.2.7:443/tcp",
    "192.0.2.7, 1194, UDP, 192.0.2.7:1194/udp",
    "2001:db8::7, 443, TCP, [2001:db8::7]:443/tcp",
    "2001:0DB8:0:0::7, 443, TCP, [2001:db8::7]:443/tcp",
    "::ffff:192.0.2.7, 443, TCP, 192.0.2.7:443/tcp",
  })
  void an_endpoint_is_written_in_canonical_form(
      String ip, int port, Transport transport, String key) {
    Endpoint endpoint = Endpoints.of(ip, port, transport);

    assertThat(Endpoints.key(endpoint)).isEqualTo(key);
    assertThat(Endpoints.parse(key)).isEqualTo(endpoint);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "192.0.2.7",
        "192.0.2.7:443",
        "192.0.2.7:443/sctp",
        "192.0.2.7:65536/tcp",
        "192.0.2.256:443/tcp",
        "192.0.2.0-9:443/tcp",
        "192.0.2:443/tcp",
        "2001:db8::7:443/tcp",
        "[2001:db8::/32]:443/tcp",
        "[fe80::1%eth0]:443/tcp",
        "[192.0.2.7:443/tcp",
        "example.org:443/tcp"
      })
  void what_is_no_endpoint_is_refused(String text) {
    assertThat(Endpoints.tryParse(text)).isEmpty();
    assertThatThrownBy(() -> Endpoints.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("expected");
  }

  @ParameterizedTest
  @CsvSource({
    "192.0.2.7, 192.0.2.0/24",
    "::ffff:192.0.2.7, 192.0.2.0/24",
    "2001:db8:1:2:3::7, 2001:db8:1::/48",
  })
  void a_subnet_is_the_24_or_the_48(String ip, String subnet) {
    assertThat(Endpoints.subnet(ip)).isEqualTo(subnet);
  }

  @Test
  void a_port_beyond_65535_is_refused() {
    assertThatThrownBy(() -> Endpoints.of("192.0.2.7", 65_536, Transport.TCP))
        .hasMessageContaining("port 65536: expected 0 to 65535");
  }
}
