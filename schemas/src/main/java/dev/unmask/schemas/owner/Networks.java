package dev.unmask.schemas.owner;

import inet.ipaddr.IPAddress;
import inet.ipaddr.IPAddressString;
import inet.ipaddr.format.util.AssociativeAddressTrie.AssociativeTrieNode;
import inet.ipaddr.format.util.DualIPv4v6AssociativeTries;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;

/**
 * Whose networks an address is in, of some owners: looked up by its autonomous system and, in a
 * trie, by its bits, since every observation asks. Not changed once made, safe from any thread.
 */
final class Networks {

  private final Map<Long, Set<String>> systems = new HashMap<>();
  private final DualIPv4v6AssociativeTries<Set<String>> blocks = new DualIPv4v6AssociativeTries<>();

  Networks(Collection<Owner> owners) {
    owners.forEach(this::add);
  }

  /** Ids, sorted. Text that is no address is in no block. */
  Set<String> of(OptionalLong asn, String ip) {
    Set<String> found = new TreeSet<>();
    if (asn.isPresent()) {
      found.addAll(systems.getOrDefault(asn.getAsLong(), Set.of()));
    }
    IPAddress address = new IPAddressString(ip).getAddress();
    if (address != null && !address.isMultiple()) {
      addContaining(address, found);
    }
    return found;
  }

  private void addContaining(IPAddress address, Set<String> found) {
    AssociativeTrieNode<? extends IPAddress, Set<String>> containing =
        blocks.elementsContaining(address.withoutPrefixLength());
    if (containing != null) {
      containing.nodeIterator(true).forEachRemaining(block -> found.addAll(block.getValue()));
    }
  }

  private void add(Owner owner) {
    for (Long asn : owner.asns()) {
      systems.computeIfAbsent(asn, system -> new TreeSet<>()).add(owner.id());
    }
    for (String prefix : owner.prefixes()) {
      IPAddress block = new IPAddressString(prefix).getAddress().toPrefixBlock();
      for (IPAddress part : block.spanWithPrefixBlocks()) {
        blocks.remapIfAbsent(part, TreeSet::new, false);
        blocks.get(part).add(owner.id());
      }
    }
  }
}
