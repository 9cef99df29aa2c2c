package dev.unmask.enrich.policy;

import dev.unmask.schemas.owner.OwnerCatalogue;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * What the operator allows to be probed. A host is in scope if at least one of the entries
 * everything, owner, fingerprint, network or asn matches, and, where there are port entries, one of
 * them does too: port entries narrow a scope, and open none. Immutable, safe from any thread.
 */
public final class Scope {
  private final List<ScopeEntry> opening;
  private final List<ScopeEntry> ports;
  private final String hash;

  private Scope(List<ScopeEntry> entries) {
    opening = entries.stream().filter(entry -> !(entry instanceof ScopeEntry.OfPort)).toList();
    ports = entries.stream().filter(ScopeEntry.OfPort.class::isInstance).toList();
    hash = Hash.of(entries.stream().map(ScopeEntry::text).toList());
  }

  /** Nothing is in it. */
  public static Scope none() {
    return new Scope(List.of());
  }

  /**
   * Entries as the flag {@code --scope} takes them, for example {@code owner:microsoft}.
   *
   * @throws IllegalArgumentException if one is malformed; the message says what was expected
   */
  public static Scope of(String... entries) {
    return new Scope(flags(List.of(entries)));
  }

  /**
   * Entries of the flag {@code --scope}, and those of files, one a line.
   *
   * @throws IllegalArgumentException if one is malformed; the message names file, line, value and
   *     what was expected
   * @throws IOException if a file cannot be read
   */
  public static Scope read(Collection<String> flags, Collection<Path> files) throws IOException {
    var entries = new ArrayList<>(flags(flags));
    for (var file : files) {
      ListFile.read(file)
          .forEach(entry -> entries.add(ScopeEntry.parse(entry.where(), entry.text())));
    }
    return new Scope(entries);
  }

  private static List<ScopeEntry> flags(Collection<String> entries) {
    return entries.stream().map(text -> ScopeEntry.parse("--scope", text.strip())).toList();
  }

  /** Whether no host at all can be in it. */
  public boolean opensNothing() {
    return opening.isEmpty();
  }

  /** SHA-256 of its entries, lowercase hex; empty without entries. */
  public String hash() {
    return hash;
  }

  /**
   * Refuses owners that the catalogue does not know: a misspelt one would match nothing, in
   * silence.
   *
   * @throws IllegalArgumentException naming the entry and the owners that are known
   */
  public void requireKnownOwners(OwnerCatalogue owners) {
    for (var entry : opening) {
      if (entry instanceof ScopeEntry.OfOwner owner && owners.byId(owner.id()).isEmpty()) {
        throw new IllegalArgumentException(
            "--scope: '%s': no such owner; give one of %s, or add it with --owners"
                .formatted(entry.text(), owners.ids()));
      }
    }
  }

  /** The entry that opens this scope to the host; empty if it is out of scope. */
  Optional<String> entryFor(Subject subject) {
    return ports.isEmpty() || ports.stream().anyMatch(port -> port.matches(subject))
        ? opening.stream().filter(entry -> entry.matches(subject)).map(ScopeEntry::text).findFirst()
        : Optional.empty();
  }

  /** Whether the operator has named this very certificate. */
  boolean namesFingerprintOf(Subject subject) {
    return opening.stream()
        .anyMatch(e -> e instanceof ScopeEntry.OfFingerprint named && named.matches(subject));
  }
}
