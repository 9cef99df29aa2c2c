package dev.unmask.enrich.policy;

import inet.ipaddr.IPAddress;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.regex.Pattern;

/** One entry of a scope. */
sealed interface ScopeEntry {
  String EXPECTED =
      "expected everything, owner:ID, fingerprint:SHA256, network:CIDR, asn:NUMBER or port:NUMBER";

  /** Whether the entry speaks of this host. */
  boolean matches(Subject subject);

  /** The entry in its one canonical form. */
  String text();

  record Everything() implements ScopeEntry {
    @Override
    public boolean matches(Subject subject) {
      return true;
    }

    @Override
    public String text() {
      return "everything";
    }
  }

  record OfOwner(String id) implements ScopeEntry {
    @Override
    public boolean matches(Subject subject) {
      return subject.owner().stream().anyMatch(owner -> owner.id().equals(id));
    }

    @Override
    public String text() {
      return "owner:" + id;
    }
  }

  record OfFingerprint(String sha256) implements ScopeEntry {
    @Override
    public boolean matches(Subject subject) {
      return subject.fingerprint().stream().anyMatch(sha256::equals);
    }

    @Override
    public String text() {
      return "fingerprint:" + sha256;
    }
  }

  record OfNetwork(IPAddress block) implements ScopeEntry {
    @Override
    public boolean matches(Subject subject) {
      return AddressBlocks.parse(subject.ip()).stream().anyMatch(block::contains);
    }

    @Override
    public String text() {
      return "network:" + block.toCanonicalString();
    }
  }

  record OfAsn(long number) implements ScopeEntry {
    @Override
    public boolean matches(Subject subject) {
      return subject.asn().equals(OptionalLong.of(number));
    }

    @Override
    public String text() {
      return "asn:" + number;
    }
  }

  record OfPort(int number) implements ScopeEntry {
    @Override
    public boolean matches(Subject subject) {
      return subject.port() == number;
    }

    @Override
    public String text() {
      return "port:" + number;
    }
  }

  Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");
  Pattern OWNER = Pattern.compile("[a-z0-9-]{1,40}");

  /**
   * Reads one entry.
   *
   * @throws IllegalArgumentException if it is none; the message names where, the value and what was
   *     expected
   */
  static ScopeEntry parse(String where, String text) {
    return parse(text)
        .orElseThrow(
            () -> new IllegalArgumentException("%s: '%s': %s".formatted(where, text, EXPECTED)));
  }

  private static Optional<ScopeEntry> parse(String text) {
    var colon = text.indexOf(':');
    if (colon < 0) {
      return text.equals("everything") ? Optional.of(new Everything()) : Optional.empty();
    }
    var value = text.substring(colon + 1).strip();
    return switch (text.substring(0, colon)) {
      case "owner" -> matching(OWNER, value, OfOwner::new);
      case "fingerprint" -> matching(SHA256, value.toLowerCase(Locale.ROOT), OfFingerprint::new);
      case "network" -> AddressBlocks.parse(value).map(OfNetwork::new);
      case "asn" -> number(value, 0xffff_ffffL).map(OfAsn::new);
      case "port" -> number(value, 65_535).map(number -> new OfPort(number.intValue()));
      default -> Optional.empty();
    };
  }

  private static Optional<ScopeEntry> matching(
      Pattern pattern, String value, Function<String, ScopeEntry> entry) {
    return pattern.matcher(value).matches() ? Optional.of(entry.apply(value)) : Optional.empty();
  }

  private static Optional<Long> number(String text, long most) {
    return Optional.of(text)
        .filter(digits -> digits.matches("[0-9]{1,10}"))
        .map(Long::valueOf)
        .filter(number -> number >= 1 && number <= most);
  }
}
