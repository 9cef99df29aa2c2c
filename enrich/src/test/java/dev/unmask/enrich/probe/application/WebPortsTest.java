package dev.unmask.enrich.probe.application;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which ports are asked by HTTP. */
class WebPortsTest {

  @ParameterizedTest
  @ValueSource(ints = {443, 8443, 10443, 4433})
  void tls_port_is_asked(int port) {
    assertThat(WebPorts.includes(port)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(ints = {636, 3269, 465, 993, 995})
  void port_of_a_directory_or_of_mail_is_not(int port) {
    assertThat(WebPorts.includes(port)).isFalse();
  }
}
