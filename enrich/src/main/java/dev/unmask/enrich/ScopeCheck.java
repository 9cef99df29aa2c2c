package dev.unmask.enrich;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.unmask.avro.Certificate;
import dev.unmask.avro.Endpoint;
import dev.unmask.avro.Hint;
import dev.unmask.avro.Observation;
import dev.unmask.avro.Transport;
import dev.unmask.enrich.policy.AddressRules;
import dev.unmask.enrich.policy.Interest;
import dev.unmask.enrich.policy.ScopeChange;
import dev.unmask.enrich.policy.ScopePreview;
import dev.unmask.enrich.policy.Subject;
import dev.unmask.schemas.owner.Owner;
import dev.unmask.schemas.owner.OwnerCatalogue;
import dev.unmask.schemas.serde.AvroFormat;
import dev.unmask.schemas.topic.Topic;
import dev.unmask.schemas.topic.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.BiConsumer;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.SerializationException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says how many hosts a scope adds before it holds, and refuses one that adds more than is
 * confirmed. The scope that held last is in the newest observation of each partition: where one of
 * them was made under this scope, there is nothing to say, and nothing more is read. Else the
 * observations are read to their end once, with the certificates, which say who owns what. On the
 * stage's thread, before it begins.
 */
final class ScopeCheck {
  private static final Logger LOG = LoggerFactory.getLogger(ScopeCheck.class);
  private static final Duration POLL = Duration.ofMillis(200);

  private final ProbingSettings probing;
  private final OwnerCatalogue owners;
  private final Topics topics;
  private final AvroFormat format;
  private final Consumer<byte[], byte[]> consumer;

  /**
   * @param consumer without a group, the caller's to close
   */
  ScopeCheck(
      ProbingSettings probing,
      OwnerCatalogue owners,
      Topics topics,
      AvroFormat format,
      Consumer<byte[], byte[]> consumer) {
    this.probing = probing;
    this.owners = owners;
    this.topics = topics;
    this.format = format;
    this.consumer = consumer;
  }

  /**
   * Returns if the scope may hold, with what it adds.
   *
   * @throws IllegalArgumentException if it adds more hosts than is confirmed; the message says how
   *     many, and how to confirm it
   */
  ScopeChange require() {
    if (!probing.probes() || isInForce()) {
      return ScopeChange.NONE;
    }
    var change = change();
    if (change.hosts() > probing.mostAdded()) {
      throw new IllegalArgumentException(
          "--scope is not the one that held last: %s, and %,d need no confirmation; confirm it with --confirm-scope %d"
              .formatted(change.inWords(), probing.mostAdded(), change.hosts()));
    }
    if (change.hosts() > 0) {
      LOG.warn("The scope is not the one that held last: {}", change.inWords());
    }
    return change;
  }

  /** Whether there is nothing that it could add to, or it has held before. */
  private boolean isInForce() {
    var hashes = new ArrayList<String>();
    read(
        topics.observations(),
        true,
        (endpoint, observation) -> hashes.add(observation.getProvenance().getScopeHash()));
    return hashes.isEmpty() || hashes.contains(probing.scope().hash());
  }

  /** What the scope adds to what was probed under those before it; nothing, if it has held. */
  ScopeChange change() {
    var named = new HashMap<String, Owner>();
    read(
        topics.certificates(),
        false,
        (sha256, facts) -> owner(facts).ifPresent(owner -> named.put(sha256, owner)));
    var hints = new HashMap<String, Hint>();
    read(topics.hints(), false, hints::put);
    var preview =
        new ScopePreview(
            probing.scope(),
            new AddressRules(probing.blocklist(), probing.allowLocal()),
            new Interest(
                probing.scope(),
                sha256 -> Optional.ofNullable(hints.get(sha256)),
                probing.widelyShared()));
    read(
        topics.observations(),
        false,
        (key, observation) ->
            preview.see(subject(observation, named), observation.getPassiveReason()));
    return preview.change();
  }

  private Optional<Owner> owner(Certificate facts) {
    var names = new ArrayList<String>();
    names.add(facts.getCommonName());
    names.addAll(facts.getDnsNames());
    return owners.named(names);
  }

  private static Subject subject(Observation observation, Map<String, Owner> named) {
    Endpoint endpoint = observation.getEndpoint();
    var claims = observation.getBanner();
    var fingerprint = Optional.ofNullable(claims.getFingerprint());
    var asn = claims.getAsn();
    return new Subject(
        endpoint.getIp(),
        endpoint.getPort(),
        endpoint.getTransport() == Transport.TCP,
        asn == null ? OptionalLong.empty() : OptionalLong.of(asn),
        fingerprint,
        fingerprint.flatMap(sha256 -> Optional.ofNullable(named.get(sha256))),
        "");
  }

  /** All that is in a topic now, or the last record of each partition. */
  private <V extends SpecificRecord> void read(
      Topic<V> topic, boolean last, BiConsumer<String, V> visitor) {
    var partitions =
        consumer.partitionsFor(topic.name()).stream()
            .map(info -> new TopicPartition(info.topic(), info.partition()))
            .toList();
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
    var ends = consumer.endOffsets(partitions);
    if (last) {
      ends.forEach(this::seekToLast);
    }
    var values = format.deserializer(topic);
    while (isBefore(ends.entrySet())) {
      for (var record : consumer.poll(POLL)) {
        if (record.key() != null && record.value() != null) {
          try {
            visitor.accept(
                new String(record.key(), UTF_8), values.deserialize(topic.name(), record.value()));
          } catch (SerializationException e) {
            passOver(e);
          }
        }
      }
    }
  }

  private void seekToLast(TopicPartition partition, long end) {
    if (consumer.position(partition) < end) {
      consumer.seek(partition, end - 1);
    }
  }

  private boolean isBefore(Collection<Map.Entry<TopicPartition, Long>> ends) {
    return ends.stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue());
  }

  private static void passOver(SerializationException error) {
    if (!AvroFormat.isBadRecord(error)) {
      throw error;
    }
    LOG.debug("A record that cannot be read is not counted", error);
  }
}
