package dev.unmask.schemas.owner;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import inet.ipaddr.IPAddressString;
import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
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
 * other; either may be absent. Of {@code "answers"}, what the owner's servers are known to answer
 * to a request, each is {@code {"server": "AkamaiGHost", "location": ..., "status": 200}}, one of
 * the first two at least, with such days. {@code source} may stand anywhere, for people.
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
          "answers",
          "watched",
          "source");

  private static final Set<String> ANSWER_FIELDS =
      Set.of("status", "server", "location", "from", "until", "source");

  private static final Predicate<String> ID = Pattern.compile("[a-z0-9-]{1,40}").asMatchPredicate();
  private static final Predicate<String> DOMAIN =
      Pattern.compile("(?=.{1,253}$)[a-z0-9_-]{1,63}(\\.[a-z0-9_-]{1,63})+").asMatchPredicate();
  private static final Predicate<String> PRODUCT =
      Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]{1,64}").asMatchPredicate();
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
        entry.objects("answers", OwnersFile::answer),
        entry.flag("watched", !domains.isEmpty()));
  }

  private static Dated<ExpectedAnswer> answer(OwnerEntry entry) {
    entry.requireKnown(ANSWER_FIELDS);
    if (!entry.has("server") && !entry.has("location")) {
      throw entry.refused("server", "a product of a Server header, or a location");
    }
    return entry.dated(
        new ExpectedAnswer(
            entry.has("status")
                ? OptionalInt.of(entry.number("status", 100, 599))
                : OptionalInt.empty(),
            entry.has("server")
                ? entry
                    .text("server", PRODUCT, "a product without its version")
                    .toLowerCase(Locale.ROOT)
                : "",
            entry.has("location") ? entry.text("location", DOMAIN, "a domain in lower case") : ""));
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
