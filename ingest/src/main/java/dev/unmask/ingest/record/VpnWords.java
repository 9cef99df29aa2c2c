package dev.unmask.ingest.record;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What of a record's tags, module and product speaks of a VPN. */
final class VpnWords {

  private static final Pattern VPN =
      Pattern.compile(
          "vpn|wireguard|softether|anyconnect|globalprotect|pulse secure|ipsec"
              + "|\\b(?:ike|ikev2|isakmp|l2tp|pptp|sstp)\\b");
  private static final int MAX_TEXT = 100;

  private VpnWords() {}

  static List<String> in(Draft record) {
    Set<String> words = new LinkedHashSet<>();
    Stream.concat(
            record.tags.stream(), Stream.of(record.module, record.product).filter(Objects::nonNull))
        .map(text -> Words.cut(text, MAX_TEXT).toLowerCase(Locale.ROOT).strip())
        .filter(text -> VPN.matcher(text).find())
        .forEach(words::add);
    return List.copyOf(words);
  }
}
