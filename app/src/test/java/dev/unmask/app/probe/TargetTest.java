package dev.unmask.app.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TargetTest {
  @ParameterizedTest
  @CsvSource({
    "192.0.2.7,            192.0.2.7,   443",
    "192.0.2.7:8443,       192.0.2.7,   8443",
    "www.example.org:636,  www.example.org, 636",
    "2001:DB8::7,          2001:db8::7, 443",
    "[2001:db8::7],        2001:db8::7, 443",
    "[2001:db8::7]:8443,   2001:db8::7, 8443"
  })
  void hosts_come_with_or_without_a_port(String typed, String host, int port) {
    assertThat(Target.parse(typed)).isEqualTo(new Target(host, port, Optional.empty()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "192.0.2.7:0",
        "192.0.2.7:65536",
        "host:https",
        "[2001:db8::7",
        "a b",
        "a,",
        "a,b,c"
      })
  void anything_else_is_refused(String typed) {
    assertThatThrownBy(() -> Target.parse(typed)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void a_name_beside_the_host_is_asked_for() {
    assertThat(Target.parse("192.0.2.7:8443, www.example.org"))
        .isEqualTo(new Target("192.0.2.7", 8443, Optional.of("www.example.org")));
    assertThat(Target.parse("edge.example.net,www.example.org").serverName())
        .contains("www.example.org");
  }

  @Test
  void only_a_name_is_asked_for() {
    assertThat(Target.parse("www.example.org").serverName()).contains("www.example.org");
    assertThat(Target.parse("192.0.2.7").serverName()).isEmpty();
    assertThat(Target.parse("[2001:db8::7]:443").serverName()).isEmpty();
  }
}
