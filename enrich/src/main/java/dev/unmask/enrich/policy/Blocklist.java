package dev.unmask.enrich.policy;

import inet.ipaddr.IPAddress;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Addresses that the operator wants left alone, or whose owners have opted out, in the format of
 * ZMap and ZGrab2: an address, a CIDR block or a range {@code FIRST-LAST} a line, comments from
 * {@code #} on. Host names, which ZMap resolves once, are refused: what they mean changes. The
 * special-purpose ranges are blocked besides, by {@link AddressRules}. Immutable, safe from any
 * thread.
 */
public final class Blocklist {
  private static final String EXPECTED =
      "expected an address, a CIDR block such as 192.0.2.0/24 or 2001:db8::/32, or a range such as"
          + " 192.0.2.1-192.0.2.9; no host name";

  private final List<Path> files;
  private final AddressBlocks blocks;
  private final String hash;
  private final Optional<String> closed;

  private Blocklist(List<Path> files, List<IPAddress> blocks, Optional<String> closed) {
    this.files = files;
    this.blocks = new AddressBlocks(blocks);
    this.hash = Hash.of(blocks.stream().map(IPAddress::toCanonicalString).toList());
    this.closed = closed;
  }

  /** An empty list. */
  public static Blocklist none() {
    return new Blocklist(List.of(), List.of(), Optional.empty());
  }

  /** In the place of a list that cannot be used: every address is in it. */
  static Blocklist closed(String why) {
    return new Blocklist(List.of(), List.of(), Optional.of(why));
  }

  /**
   * All entries of these files.
   *
   * @throws IllegalArgumentException if a line is none; the message names file, line, value and
   *     what was expected
   * @throws IOException if a file cannot be read
   */
  public static Blocklist read(Collection<Path> files) throws IOException {
    var entries = new ArrayList<ListFile.Entry>();
    for (var file : files) {
      entries.addAll(ListFile.read(file));
    }
    return new Blocklist(List.copyOf(files), blocks(entries), Optional.empty());
  }

  static Blocklist of(Collection<ListFile.Entry> entries) {
    return new Blocklist(List.of(), blocks(entries), Optional.empty());
  }

  private static List<IPAddress> blocks(Collection<ListFile.Entry> entries) {
    return entries.stream().flatMap(Blocklist::blocks).toList();
  }

  private static Stream<IPAddress> blocks(ListFile.Entry entry) {
    var blocks = AddressBlocks.parseAny(entry.text());
    if (blocks.isEmpty()) {
      throw new IllegalArgumentException(
          "%s: '%s': %s".formatted(entry.where(), entry.text(), EXPECTED));
    }
    return blocks.stream();
  }

  /** The files that it was read from. */
  List<Path> files() {
    return files;
  }

  /** Why nothing at all may be contacted, if the list in force cannot be used. */
  Optional<String> closed() {
    return closed;
  }

  /** SHA-256 of its entries, lowercase hex; empty without entries. */
  public String hash() {
    return hash;
  }

  /** The entry that the address is in. */
  Optional<String> around(IPAddress address) {
    return closed.or(() -> blocks.around(address).map(IPAddress::toCanonicalString));
  }
}
