package dev.unmask.schemas.owner;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import inet.ipaddr.IPAddressString;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * A file of owners, in JSON: {@code {"version": "2026-11-24", "owners": [{"id": "microsoft",
 * "name": ..., "domains": [...], "asns": [...], "prefixes": [...], "issuers": [...], "agents":
 * [...], "watched": true}]}}. Absent lists are empty; an owner with domains is watched unless it
 * says otherwise. An owner's issuers are all of his, unless {@code "issuersKnown": false} says that
 * there may be others. Instead of a value, a list may have {@code {"value": 64500, "from":
 * "2020-01-01", "until": "2025-01-15"}}: it held from the first of these days (UTC) up to the
 * other; either may be absent. {@code source} may stand anywhere, for people.
 */
record OwnersFile(String version, Map<String, OwnerHistory> owners) {

  private static final JsonMapper JSON =
      JsonMapper.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();
  private static final Set<String> FIELDS =
      Set.of(
          "id",
          "name",
          "domains",
          "asns",
          "prefixes",
          "issuers",
          "issuersKnown",
          "agents",
          "watched",
          "source");

  private static final Predicate<String> ID = Pattern.compile("[a-z0-9-]{1,40}").asMatchPredicate();
  private static final Predicate<String> DOMAIN =
      Pattern.compile("(?=.{1,253}$)[a-z0-9_-]{1,63}(\\.[a-z0-9_-]{1,63})+").asMatchPredicate();
  private static final Predicate<String> SHA256 =
      Pattern.compile("[0-9a-f]{64}").asMatchPredicate();
  private static final long MAX_ASN = 4_294_967_295L;

  static OwnersFile read(String file, byte[] json) throws IOException {
    JsonNode root;
    try {
      root = JSON.readTree(json);
    } catch (JacksonException malformed) {
      throw new IllegalArgumentException(
          file
              + ": no JSON: "
              + malformed.getOriginalMessage()
              + " at line "
              + malformed.getLocation().getLineNr(),
          malformed);
    }
    String version =
        new OwnerEntry(file, root)
            .text("version", text -> !text.isBlank(), "a text such as 2026-11-24");
    Map<String, OwnerHistory> owners = new TreeMap<>();
    int index = 0;
    for (JsonNode node : new OwnerEntry(file, root).list("owners")) {
      OwnerHistory owner = owner(new OwnerEntry(file + ": owners[" + index++ + "]", node));
      if (owners.putIfAbsent(owner.id(), owner) != null) {
        throw new IllegalArgumentException(
            file + ": owner '" + owner.id() + "' stands there twice");
      }
    }
    return new OwnersFile(version, owners);
  }

  private static OwnerHistory owner(OwnerEntry entry) {
    entry.requireKnown(FIELDS);
    String id = entry.text("id", ID, "1 to 40 lower-case letters, digits or hyphens");
    Set<Dated<String>> issuers = entry.texts("issuers", SHA256, "64 lower-case hex digits");
    Set<Dated<String>> domains = entry.texts("domains", DOMAIN, "a domain in lower case");
    return new OwnerHistory(
        id,
        entry.has("name") ? entry.text("name", text -> !text.isBlank(), "a name") : "",
        domains,
        entry.values("asns", OwnersFile::asn, "a number from 1 to " + MAX_ASN),
        entry.texts("prefixes", OwnersFile::isPrefix, "a CIDR block"),
        issuers,
        entry.flag("issuersKnown", !issuers.isEmpty()),
        entry.texts("agents", ID, "the id of an owner"),
        entry.flag("watched", !domains.isEmpty()));
  }

  private static boolean isPrefix(String text) {
    IPAddressString address = new IPAddressString(text);
    return address.isValid() && address.isPrefixed() && (address.isIPv4() || address.isIPv6());
  }

  private static Optional<Long> asn(JsonNode node) {
    return Optional.of(node)
        .filter(JsonNode::isIntegralNumber)
        .filter(JsonNode::canConvertToLong)
        .map(JsonNode::asLong)
        .filter(asn -> asn >= 1 && asn <= MAX_ASN);
  }
}
