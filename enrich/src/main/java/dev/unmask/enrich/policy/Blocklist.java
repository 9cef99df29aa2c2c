package dev.unmask.enrich.policy;

import inet.ipaddr.IPAddress;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Addresses that the operator wants left alone, in ZMap's format: an address or a CIDR block a
 * line, comments from {@code #} on. The special-purpose ranges are blocked besides, by {@link
 * AddressRules}. Immutable, safe from any thread.
 */
public final class Blocklist {
  private static final String EXPECTED =
      "expected an address or a CIDR block such as 192.0.2.0/24 or 2001:db8::/32";

  private final AddressBlocks blocks;
  private final String hash;

  private Blocklist(List<IPAddress> blocks) {
    this.blocks = new AddressBlocks(blocks);
    this.hash = Hash.of(blocks.stream().map(IPAddress::toCanonicalString).toList());
  }

  /** An empty list. */
  public static Blocklist none() {
    return new Blocklist(List.of());
  }

  /**
   * All entries of these files.
   *
   * @throws IllegalArgumentException if a line is neither; the message names file, line, value and
   *     what was expected
   * @throws IOException if a file cannot be read
   */
  public static Blocklist read(Collection<Path> files) throws IOException {
    var entries = new ArrayList<ListFile.Entry>();
    for (var file : files) {
      entries.addAll(ListFile.read(file));
    }
    return of(entries);
  }

  static Blocklist of(Collection<ListFile.Entry> entries) {
    return new Blocklist(entries.stream().map(Blocklist::block).toList());
  }

  private static IPAddress block(ListFile.Entry entry) {
    return AddressBlocks.parse(entry.text())
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "%s: '%s': %s".formatted(entry.where(), entry.text(), EXPECTED)));
  }

  /** SHA-256 of its entries, lowercase hex; empty without entries. */
  public String hash() {
    return hash;
  }

  /** The entry that the address is in. */
  Optional<String> around(IPAddress address) {
    return blocks.around(address).map(IPAddress::toCanonicalString);
  }
}
