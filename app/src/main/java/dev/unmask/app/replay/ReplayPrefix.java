package dev.unmask.app.replay;

import dev.unmask.schemas.connection.KafkaConnection;
import dev.unmask.schemas.topic.Topics;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Collection;
import java.util.Locale;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the names of all topics of one replay start with: the live prefix, {@code .replay-}, when it
 * began, and a number that tells two of the same second apart. Only what has such a name is ever
 * deleted.
 */
final class ReplayPrefix {
  private static final DateTimeFormatter SECOND =
      DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss", Locale.ROOT).withZone(ZoneOffset.UTC);
  private static final String SUFFIX = "\\.replay-[0-9]{8}-[0-9]{6}-[0-9a-f]{4}";

  private ReplayPrefix() {}

  /** The prefix of a new replay. */
  static String of(Topics live, Instant begun, int number) {
    return String.format(
        Locale.ROOT, "%s.replay-%s-%04x", live.prefix(), SECOND.format(begun), number & 0xffff);
  }

  /** The prefixes of replays, of this live prefix, that these topics are of. */
  static SortedSet<String> among(Collection<String> topics, Topics live) {
    Pattern ours = Pattern.compile("(" + Pattern.quote(live.prefix()) + SUFFIX + ")\\..+");
    SortedSet<String> prefixes = new TreeSet<>();
    for (String topic : topics) {
      Matcher matcher = ours.matcher(topic);
      if (matcher.matches()) {
        prefixes.add(matcher.group(1));
      }
    }
    return prefixes;
  }

  /** The same cluster and registry, with a replay's topics. */
  static KafkaConnection connection(KafkaConnection live, String prefix) {
    return new KafkaConnection(
        live.bootstrapServers(), live.registryUrl(), new Topics(prefix), live.clientSettings());
  }
}
