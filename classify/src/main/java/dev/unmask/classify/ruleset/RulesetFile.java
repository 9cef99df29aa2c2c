package dev.unmask.classify.ruleset;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.unmask.avro.VerdictKind;
import java.io.IOException;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The file of a ruleset:
 *
 * <pre>
 * {"version": "2026-11-24",
 *  "priors":     {KIND: {"probability": 0.4, "reason": "...", "source": "..."}, ...},
 *  "thresholds": {KEY:  {"value": 0.85, "reason": "...", "source": "..."}, ...},
 *  "needs":      {KIND: {"codes": [CODE, ...], "bits": 2, "reason": "...", "source": "..."}, ...},
 *  "signs":      {KEY:  {"hostsForHalf": 3, "fullShare": 0.5, "shown": 0.4, "bits": {KIND: 7, ...}, "reason": "...", "source": "..."}, ...}}
 * </pre>
 *
 * Nothing may be missing (but needs, and {@code shown}, which is 0.5 then), unknown or given twice,
 * so that a slip of the pen is not a silent 0.
 */
final class RulesetFile {

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();
  private static final double MOST_BITS = 30;
  private static final double HALF = 0.5;

  private RulesetFile() {}

  static Ruleset read(byte[] json, String origin) {
    Entry root = new Entry(origin, tree(json, origin));
    root.requireOnly(Set.of("version", "priors", "thresholds", "needs", "signs"));
    return new Ruleset(
        root.text("version") + "+" + Ruleset.contentHash(json),
        priors(root.object("priors")),
        all(root.object("signs"), Sign.values(), Sign::key, RulesetFile::weighting),
        all(root.object("thresholds"), Threshold.values(), Threshold::key, RulesetFile::threshold),
        needs(root.object("needs")));
  }

  private static JsonNode tree(byte[] json, String origin) {
    try {
      return JSON.readTree(json);
    } catch (JsonProcessingException malformed) {
      throw new IllegalArgumentException(
          origin
              + ": line "
              + malformed.getLocation().getLineNr()
              + " is no JSON: "
              + malformed.getOriginalMessage(),
          malformed);
    } catch (IOException impossible) {
      throw new IllegalArgumentException(origin + ": could not be read", impossible);
    }
  }

  private static Map<VerdictKind, Double> priors(Entry entry) {
    Map<VerdictKind, Double> priors = new EnumMap<>(VerdictKind.class);
    entry.requireOnly(names());
    for (VerdictKind kind : Ruleset.kinds()) {
      Entry prior = entry.object(kind.name());
      prior.requireOnly(Set.of("probability", "reason", "source"));
      prior.requireReasons();
      priors.put(
          kind, prior.number("probability", p -> p > 0 && p < 1, "a number between 0 and 1"));
    }
    double sum = Ruleset.kinds().stream().mapToDouble(priors::get).sum();
    if (Math.abs(sum - 1) > 0.001) {
      throw entry.refused("probability", Numbers.plain(sum) + " in sum", "1 in sum");
    }
    return priors;
  }

  private static <E extends Enum<E>, T> Map<E, T> all(
      Entry entry, E[] constants, Function<E, String> key, Reader<E, T> reader) {
    entry.requireOnly(Arrays.stream(constants).map(key).collect(Collectors.toSet()));
    Map<E, T> all = new EnumMap<>(constants[0].getDeclaringClass());
    for (E constant : constants) {
      all.put(constant, reader.read(constant, entry.object(key.apply(constant))));
    }
    return all;
  }

  private static double threshold(Threshold threshold, Entry entry) {
    entry.requireOnly(Set.of("value", "reason", "source"));
    entry.requireReasons();
    return entry.number("value", threshold::allows, threshold.range());
  }

  private static Weighting weighting(Sign sign, Entry entry) {
    entry.requireOnly(Set.of("hostsForHalf", "fullShare", "shown", "bits", "reason", "source"));
    entry.requireReasons();
    return new Weighting(
        entry.number("hostsForHalf", hosts -> hosts >= 0 && hosts <= 1_000_000, "0 to 1000000"),
        entry.number("fullShare", share -> share > 0 && share <= 1, "a share above 0, at most 1"),
        entry.has("shown")
            ? entry.number("shown", share -> share > 0 && share <= 1, "a share above 0, at most 1")
            : HALF,
        entry
            .object("bits")
            .numbers(
                names(),
                bits -> Math.abs(bits) <= MOST_BITS,
                "bits from -30 to 30 of " + sign.key()),
        entry.text("reason"),
        entry.text("source"));
  }

  private static Map<VerdictKind, Need> needs(Entry entry) {
    entry.requireOnly(names());
    Set<String> codes = Stream.of(Sign.values()).map(Sign::code).collect(Collectors.toSet());
    Map<VerdictKind, Need> needs = new EnumMap<>(VerdictKind.class);
    for (VerdictKind kind : Ruleset.kinds()) {
      if (entry.has(kind.name())) {
        needs.put(kind, need(entry.object(kind.name()), codes));
      }
    }
    return needs;
  }

  private static Need need(Entry entry, Set<String> codes) {
    entry.requireOnly(Set.of("codes", "bits", "reason", "source"));
    return new Need(
        entry.texts("codes", codes),
        entry.number("bits", bits -> bits > 0 && bits <= MOST_BITS, "more than 0, at most 30"),
        entry.text("reason"),
        entry.text("source"));
  }

  private static Set<String> names() {
    return Ruleset.kinds().stream().map(VerdictKind::name).collect(Collectors.toSet());
  }

  /** Reads what stands at a constant's key. */
  private interface Reader<E, T> {
    T read(E constant, Entry entry);
  }
}
