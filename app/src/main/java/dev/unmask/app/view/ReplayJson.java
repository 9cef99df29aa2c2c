package dev.unmask.app.view;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.unmask.app.compare.Change;
import dev.unmask.app.compare.Comparison;
import dev.unmask.app.compare.Difference;
import dev.unmask.app.compare.Judged;
import dev.unmask.app.replay.ReplayOutcome;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a replay would change, as one JSON object on one line: {@code replay} says what was
 * replayed, {@code summary} how many verdicts changed in what, {@code verdicts} has those that did.
 */
public final class ReplayJson {
  private ReplayJson() {}

  /**
   * The object.
   *
   * @param all whether certificates are listed too on which nothing material changed
   */
  public static String of(ReplayOutcome outcome, boolean all) {
    Comparison comparison = outcome.comparison();
    ObjectNode root = Json.object();
    replay(root.putObject("replay"), outcome);
    summary(root.putObject("summary"), comparison);
    ArrayNode verdicts = root.putArray("verdicts");
    (all ? comparison.all() : comparison.material())
        .forEach(difference -> verdicts.add(difference(difference)));
    return Json.line(root);
  }

  private static void replay(ObjectNode node, ReplayOutcome outcome) {
    node.put("source", outcome.source().toString()).put("topics", outcome.prefix());
    Json.put(node, "from", orNull(outcome.stretch().from()));
    Json.put(node, "to", orNull(outcome.stretch().to()));
    node.put("records", outcome.records()).put("unusable", outcome.unusable());
    node.put("rulesetVersion", outcome.rulesetVersion());
    node.put("ownersVersion", outcome.ownersVersion());
  }

  private static void summary(ObjectNode node, Comparison comparison) {
    node.put("certificates", comparison.all().size()).put("same", comparison.same());
    for (Change change : Change.values()) {
      node.put(name(change), comparison.count(change));
    }
    node.put("outside", comparison.outside());
    node.put("liveDigest", comparison.liveDigest());
    node.put("replayDigest", comparison.replayDigest());
  }

  private static ObjectNode difference(Difference difference) {
    Judged either = difference.either();
    ObjectNode node = Json.object().put("fingerprint", either.fingerprint());
    node.put("subject", either.subject()).put("owner", orNull(either.owner()));
    ArrayNode changed = node.putArray("changed");
    difference.changes().forEach(change -> changed.add(name(change)));
    node.set("live", judged(difference.live()));
    node.set("replay", judged(difference.replay()));
    return node;
  }

  private static com.fasterxml.jackson.databind.JsonNode judged(Optional<Judged> judged) {
    if (judged.isEmpty()) {
      return JsonNodeFactory.instance.nullNode();
    }
    Judged known = judged.get();
    ObjectNode node = Json.object().put("verdict", known.kind().name());
    node.put("reason", known.reason().map(Enum::name).orElse(null));
    node.put("confidence", known.confidence());
    node.putObject("hosts")
        .put("total", known.hosts())
        .set("byRole", Json.counts(known.hostsByRole()));
    return node.put("digest", known.digest());
  }

  /** {@code ONLY_LIVE} as {@code onlyLive}. */
  private static String name(Change change) {
    String[] words = change.name().toLowerCase(Locale.ROOT).split("_", -1);
    StringBuilder name = new StringBuilder(words[0]);
    for (int i = 1; i < words.length; i++) {
      name.append(words[i].substring(0, 1).toUpperCase(Locale.ROOT)).append(words[i].substring(1));
    }
    return name.toString();
  }

  private static <T> @Nullable T orNull(Optional<T> value) {
    return value.orElse(null);
  }
}
