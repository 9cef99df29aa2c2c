package dev.unmask.schemas.owner;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Who owned a name, and in whose network an address was, at one moment: the newest that it knows
 * of, unless {@link #asOf} says another. Immutable, safe from any thread.
 *
 * <p>What is not in it is not known: that an address is in nobody's network here says nothing about
 * whose it is.
 */
public final class OwnerCatalogue {

  private static final String BUILT_IN = "owners.json";

  private final String version;
  private final Map<String, OwnerHistory> histories;
  private final NavigableMap<Instant, OwnerCatalogue> moments;
  private final Map<String, Owner> owners;
  private final Networks networks;
  private final List<Owner> answering;

  private OwnerCatalogue(
      String version,
      Map<String, OwnerHistory> histories,
      NavigableMap<Instant, OwnerCatalogue> moments,
      Instant when) {
    this.version = version;
    this.histories = histories;
    this.moments = moments;
    this.owners = new TreeMap<>();
    histories.forEach((id, history) -> owners.put(id, history.at(when)));
    this.networks = new Networks(owners.values());
    this.answering = owners.values().stream().filter(owner -> !owner.answers().isEmpty()).toList();
  }

  /** One view for each stretch of time in which nothing changes: a handful. */
  private static OwnerCatalogue of(String version, Map<String, OwnerHistory> histories) {
    NavigableMap<Instant, OwnerCatalogue> moments = new TreeMap<>();
    Stream<Instant> changes = histories.values().stream().flatMap(OwnerHistory::changes);
    Stream.concat(Stream.of(Instant.MIN), changes)
        .distinct()
        .forEach(when -> moments.put(when, new OwnerCatalogue(version, histories, moments, when)));
    return moments.lastEntry().getValue();
  }

  /** The catalogue that comes with unmask. */
  public static OwnerCatalogue builtIn() {
    try (InputStream json = OwnerCatalogue.class.getResourceAsStream(BUILT_IN)) {
      OwnersFile file = OwnersFile.read(BUILT_IN, json.readAllBytes());
      return of(file.version(), file.owners());
    } catch (IOException unreadable) {
      throw new IllegalStateException(BUILT_IN + " is missing from the class path", unreadable);
    }
  }

  /**
   * This catalogue and a user's file: new owners are added, those with a known id extended.
   *
   * @throws IllegalArgumentException if the file is malformed; the message names file, field, value
   *     and what was expected
   * @throws IOException if it cannot be read
   */
  public OwnerCatalogue with(Path file) throws IOException {
    OwnersFile more = OwnersFile.read(file.toString(), Files.readAllBytes(file));
    Map<String, OwnerHistory> all = new TreeMap<>(histories);
    more.owners().forEach((id, owner) -> all.merge(id, owner, OwnerHistory::extendedBy));
    return of(version + "+" + more.version(), all);
  }

  /** This catalogue as things were then. */
  public OwnerCatalogue asOf(Instant when) {
    return moments.floorEntry(when).getValue();
  }

  /** Versions of the files that it was made from, joined by {@code +}. */
  public String version() {
    return version;
  }

  /** The owner with this id. */
  public Optional<Owner> byId(String id) {
    return Optional.ofNullable(owners.get(id));
  }

  /** Ids of all owners, sorted. */
  public Set<String> ids() {
    return owners.keySet();
  }

  /**
   * The owner whom a certificate with these DNS names (common name and subjectAltName) names; the
   * first of several.
   */
  public Optional<Owner> named(Collection<String> names) {
    return names.stream()
        .map(name -> name.toLowerCase(Locale.ROOT))
        .flatMap(name -> owners.values().stream().filter(owner -> owner.names(name)))
        .findFirst();
  }

  /**
   * The owner whose servers are known to answer a request so; the first of several.
   *
   * @param status of the answer
   * @param product the first product of its Server header, or empty
   * @param elsewhere the host to which it redirects if that is another than was asked, or empty
   */
  public Optional<Owner> answering(int status, String product, Optional<String> elsewhere) {
    return answering.stream()
        .filter(owner -> owner.answers().stream().anyMatch(a -> a.fits(status, product, elsewhere)))
        .findFirst();
  }

  /** Ids of the owners in whose networks an address is, sorted; empty where none is known. */
  public Set<String> ofNetwork(OptionalLong asn, String ip) {
    return networks.of(asn, ip);
  }
}
