package dev.unmask.enrich.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class AddressRulesTest {
  private static final AddressRules INTERNET = new AddressRules(Blocklist.none(), false);
  private static final AddressRules LAB = new AddressRules(Blocklist.none(), true);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "8.8.8.8",
        "1.1.1.1",
        "13.107.4.50",
        "223.255.255.255",
        "2600::1",
        "2a02:6b8::1",
        "2001:4860:4860::8888"
      })
  void public_addresses_are_allowed(String ip) {
    assertThat(INTERNET.forbid(ip)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "0.0.0.0, this network",
    "10.1.2.3, private",
    "100.64.0.1, shared address space",
    "127.0.0.1, loopback",
    "127.255.255.254, loopback",
    "169.254.169.254, link local",
    "172.16.0.1, private",
    "172.31.255.255, private",
    "192.0.0.1, protocol assignments",
    "192.0.2.7, documentation",
    "192.31.196.1, AS112",
    "192.52.193.1, AMT",
    "192.88.99.1, 6to4 relay",
    "192.168.1.1, private",
    "192.175.48.1, AS112",
    "198.18.0.1, benchmarking",
    "198.51.100.1, documentation",
    "203.0.113.1, documentation",
    "224.0.0.1, multicast",
    "239.255.255.255, multicast",
    "240.0.0.1, reserved",
    "255.255.255.255, broadcast",
    "::, unspecified",
    "::1, loopback",
    "::7, no global unicast",
    "64:ff9b:1::1, local-use NAT64",
    "100::1, discard",
    "2001:2::1, protocol assignments",
    "2001:db8::1, documentation",
    "2620:4f:8000::1, AS112",
    "3fff::1, documentation",
    "4000::1, no global unicast",
    "5f00::1, segment routing",
    "8000::1, no global unicast",
    "fd00::1, unique local",
    "fe80::1, link local",
    "ff02::1, multicast",
  })
  void special_purpose_addresses_are_forbidden(String ip, String purpose) {
    assertThat(INTERNET.forbid(ip))
        .hasValueSatisfying(why -> assertThat(why).endsWith("(" + purpose + ")"));
  }

  /**
   * Every block of the IANA IPv4 and IPv6 Special-Purpose Address Registries, as updated on
   * 2025-10-09, first and last address; NAT64's own, 64:ff9b::/96, is judged by what it reaches,
   * and so is ::ffff:0:0/96.
   */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "0.0.0.0/8",
        "0.0.0.0/32",
        "10.0.0.0/8",
        "100.64.0.0/10",
        "127.0.0.0/8",
        "169.254.0.0/16",
        "172.16.0.0/12",
        "192.0.0.0/24",
        "192.0.0.0/29",
        "192.0.0.8/32",
        "192.0.0.9/32",
        "192.0.0.10/32",
        "192.0.0.170/32",
        "192.0.0.171/32",
        "192.0.2.0/24",
        "192.31.196.0/24",
        "192.52.193.0/24",
        "192.88.99.0/24",
        "192.88.99.2/32",
        "192.168.0.0/16",
        "192.175.48.0/24",
        "198.18.0.0/15",
        "198.51.100.0/24",
        "203.0.113.0/24",
        "240.0.0.0/4",
        "255.255.255.255/32",
        "::1/128",
        "::/128",
        "64:ff9b:1::/48",
        "100::/64",
        "100:0:0:1::/64",
        "2001::/23",
        "2001::/32",
        "2001:1::1/128",
        "2001:1::2/128",
        "2001:1::3/128",
        "2001:2::/48",
        "2001:3::/32",
        "2001:4:112::/48",
        "2001:10::/28",
        "2001:20::/28",
        "2001:30::/28",
        "2001:db8::/32",
        "2002::/16",
        "2620:4f:8000::/48",
        "3fff::/20",
        "5f00::/16",
        "fc00::/7",
        "fe80::/10",
      })
  void every_block_of_the_registries_is_forbidden_from_end_to_end(String block) {
    var addresses = AddressBlocks.parse(block).orElseThrow().withoutPrefixLength();

    assertThat(INTERNET.forbid(addresses.getLower().toInetAddress())).isPresent();
    assertThat(INTERNET.forbid(addresses.getUpper().toInetAddress())).isPresent();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "172.15.255.255",
        "172.32.0.0",
        "100.63.255.255",
        "100.128.0.0",
        "198.17.255.255",
        "198.20.0.0",
        "192.0.1.0"
      })
  void their_neighbours_are_allowed(String ip) {
    assertThat(INTERNET.forbid(ip)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "::ffff:10.0.0.1", // mapped
        "::ffff:127.0.0.1",
        "64:ff9b::10.0.0.1", // NAT64
        "64:ff9b::a00:1",
        "2002:a00:1::1", // 6to4 of 10.0.0.1
        "2002:808:808::1", // and of 8.8.8.8: 6to4 as a whole
        "2001:0:a00:1:0:0:f7f7:f7f7", // Teredo
      })
  void ipv4_within_ipv6_does_not_get_around_the_rules(String ip) {
    assertThat(INTERNET.forbid(ip)).isPresent();
  }

  @ParameterizedTest
  @ValueSource(strings = {"::ffff:8.8.8.8", "64:ff9b::8.8.8.8"})
  void ipv4_within_ipv6_is_judged_as_what_it_reaches(String ip) {
    assertThat(INTERNET.forbid(ip)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"8.8.8.8", "::ffff:8.8.8.8", "64:ff9b::8.8.8.8", "64:ff9b::808:808"})
  void the_blocklist_is_not_got_around_by_ipv6_either(String ip) {
    assertThat(blocking("8.8.8.0/24").forbid(ip)).contains("blocklist: 8.8.8.0/24");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "127.3.0.9",
        "10.0.0.1",
        "172.16.0.1",
        "192.168.0.1",
        "::1",
        "fd00::1",
        "::ffff:127.0.0.1",
        "8.8.8.8"
      })
  void private_and_loopback_addresses_are_allowed_by_the_flag(String ip) {
    assertThat(LAB.forbid(ip)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "169.254.169.254",
        "fe80::1",
        "100.64.0.1",
        "192.0.2.1",
        "224.0.0.1",
        "0.0.0.0",
        "2001:db8::1",
        "255.255.255.255"
      })
  void and_no_others_are(String ip) {
    assertThat(LAB.forbid(ip)).isPresent();
  }

  @Test
  void the_blocklist_holds_for_local_addresses_too() {
    var rules =
        new AddressRules(Blocklist.of(ListFile.entries("b", List.of("127.3.0.0/16"))), true);

    assertThat(rules.forbid("127.3.0.9")).contains("blocklist: 127.3.0.0/16");
    assertThat(rules.forbid("127.4.0.9")).isEmpty();
  }

  @Test
  void text_that_is_no_address_is_forbidden() {
    assertThat(INTERNET.forbid("www.example.org")).isPresent();
  }

  @Test
  void resolved_addresses_are_judged_alike() throws UnknownHostException {
    assertThat(INTERNET.forbid(InetAddress.getByName("127.0.0.1"))).isPresent();
    assertThat(INTERNET.forbid(InetAddress.getByName("::ffff:127.0.0.1"))).isPresent();
    assertThat(INTERNET.forbid(InetAddress.getByName("2600::1"))).isEmpty();
  }

  private static AddressRules blocking(String... lines) {
    return new AddressRules(
        Blocklist.of(ListFile.entries("blocklist.conf", List.of(lines))), false);
  }
}
