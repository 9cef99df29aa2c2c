package dev.unmask.enrich.probe;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** One turn at a time for each address. */
class HostTurnsTest {

  private final HostTurns turns = new HostTurns();
  private final List<String> begun = new ArrayList<>();

  @Test
  void turns_of_one_address_follow_each_other() {
    InetAddress one = address(1);
    turns.take(one, () -> begun.add("first"));
    turns.take(one, () -> begun.add("second"));
    turns.take(one, () -> begun.add("third"));
    assertThat(begun).containsExactly("first");

    turns.done(one);
    turns.done(one);

    assertThat(begun).containsExactly("first", "second", "third");
  }

  @Test
  void addresses_do_not_wait_for_each_other() {
    turns.take(address(1), () -> begun.add("one"));
    turns.take(address(2), () -> begun.add("two"));

    assertThat(begun).containsExactly("one", "two");
  }

  @Test
  void address_that_is_done_begins_anew() {
    turns.take(address(1), () -> begun.add("first"));
    turns.done(address(1));

    turns.take(address(1), () -> begun.add("again"));

    assertThat(begun).containsExactly("first", "again");
  }

  private static InetAddress address(int last) {
    try {
      return InetAddress.getByAddress(new byte[] {(byte) 192, 0, 2, (byte) last});
    } catch (UnknownHostException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
