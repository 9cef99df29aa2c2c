package dev.unmask.app.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class TargetLinesTest {

  @Test
  void a_host_a_line_comments_and_empty_lines_passed_over() throws IOException {
    TargetLines lines = lines("# mine\n\n192.0.2.7  # the first\r\n[2001:db8::7]:8443\n");

    assertThat(lines.next()).contains(Target.parse("192.0.2.7"));
    assertThat(lines.next()).contains(Target.parse("[2001:db8::7]:8443"));
    assertThat(lines.next()).isEmpty();
  }

  @Test
  void a_bad_line_is_named_and_the_rest_goes_on() throws IOException {
    TargetLines lines = lines("192.0.2.7\na b\n192.0.2.8\n");
    lines.next();

    assertThatIllegalArgumentException()
        .isThrownBy(lines::next)
        .withMessageStartingWith("hosts.txt:2: 'a b': expected HOST");
    assertThat(lines.next()).contains(Target.parse("192.0.2.8"));
  }

  private static TargetLines lines(String text) {
    return new TargetLines(
        "hosts.txt", new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
  }
}
