package dev.unmask.enrich.observe;

import dev.unmask.avro.Certificate;
import dev.unmask.schemas.owner.Owner;
import dev.unmask.schemas.owner.OwnerCatalogue;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What of a leaf certificate decides whether, and how, its host is probed.
 *
 * @param owner whom its names name
 * @param serverName what to ask the host for: the name of the owner's, else the first that is a DNS
 *     name
 */
record Leaf(Optional<Owner> owner, Optional<String> serverName) {
  private static final Pattern DNS_NAME =
      Pattern.compile("(\\*\\.)?([a-z0-9_-]{1,63}\\.)+[a-z][a-z0-9-]{0,62}\\.?");
  private static final String WILDCARD = "*.";

  static Leaf of(Certificate facts, OwnerCatalogue owners) {
    var names = new ArrayList<String>();
    names.add(facts.getCommonName());
    names.addAll(facts.getDnsNames());
    return of(names, owners);
  }

  static Leaf of(List<String> certificateNames, OwnerCatalogue owners) {
    var names =
        certificateNames.stream()
            .map(name -> name.toLowerCase(Locale.ROOT))
            .filter(name -> DNS_NAME.matcher(name).matches())
            .toList();
    var owner = owners.named(names);
    var asked =
        names.stream().filter(name -> owner.isEmpty() || owner.get().names(name)).findFirst();
    return new Leaf(owner, asked.map(Leaf::concrete));
  }

  /** A host cannot be asked for a wildcard; {@code www} is as good a host under it as any. */
  private static String concrete(String name) {
    return name.startsWith(WILDCARD) ? "www." + name.substring(WILDCARD.length()) : name;
  }
}
