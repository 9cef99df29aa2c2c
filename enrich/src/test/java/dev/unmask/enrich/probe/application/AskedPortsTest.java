package dev.unmask.enrich.probe.application;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which ports are asked what. */
class AskedPortsTest {

  @ParameterizedTest
  @CsvSource({
    "443, HTTP",
    "8443, HTTP",
    "10443, HTTP",
    "636, LDAP",
    "3269, LDAP",
    "465, MAIL",
    "993, MAIL",
    "995, MAIL",
    "25, MAIL",
    "587, MAIL",
    "110, MAIL",
    "143, MAIL"
  })
  void port_is_asked(int port, AskedPorts protocol) {
    assertThat(AskedPorts.protocolOf(port)).isEqualTo(protocol);
  }
}
