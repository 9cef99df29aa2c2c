package dev.unmask.classify.topology;

import dev.unmask.avro.Certificate;
import dev.unmask.avro.Hint;
import dev.unmask.avro.HostVerdict;
import dev.unmask.avro.Observation;
import dev.unmask.avro.Verdict;
import dev.unmask.classify.topology.failure.CheckedKeys;
import dev.unmask.classify.topology.failure.Present;
import dev.unmask.classify.topology.message.EndpointKey;
import dev.unmask.classify.topology.message.Fingerprint;
import dev.unmask.classify.topology.message.RoleFound;
import dev.unmask.classify.topology.message.RoleFoundCodec;
import dev.unmask.classify.topology.message.ToFingerprint;
import dev.unmask.classify.topology.message.ToFingerprintCodec;
import dev.unmask.schemas.endpoint.Endpoints;
import dev.unmask.schemas.serde.AvroFormat;
import dev.unmask.schemas.topic.SubnetPartitioner;
import dev.unmask.schemas.topic.Topic;
import java.util.Optional;
import java.util.Set;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.kstream.Repartitioned;
import org.apache.kafka.streams.processor.StreamPartitioner;

/**
 * How the records of each topic are named, read, written and placed.
 *
 * @param topics which topics there are
 * @param avro the format of their values
 */
public record Formats(EpochTopics topics, AvroFormat avro) {

  Consumed<String, Observation> observations() {
    return Consumed.with(
            CheckedKeys.serde("an endpoint", key -> Endpoints.tryParse(key).isPresent()),
            Present.serde(avro.serde(topics.inputs().observations())))
        .withName("observations");
  }

  Consumed<String, Certificate> certificates() {
    return Consumed.with(
            CheckedKeys.serde("a SHA-256", key -> Fingerprint.of(key).isPresent()),
            avro.serde(topics.inputs().certificates()))
        .withName("certificates");
  }

  Repartitioned<String, ToFingerprint> moves() {
    return repartitioned("moves", new Fingerprint().serde(), new ToFingerprintCodec().serde());
  }

  Repartitioned<String, RoleFound> roles() {
    return repartitioned("roles", new EndpointKey().serde(), new RoleFoundCodec().serde());
  }

  Consumed<String, Verdict> publicVerdicts() {
    return Consumed.with(
            CheckedKeys.serde("a SHA-256", key -> Fingerprint.of(key).isPresent()),
            Present.serde(avro.serde(topics.open().currentVerdicts())))
        .withName("public-verdicts");
  }

  Repartitioned<String, Verdict> standingVerdicts() {
    return repartitioned(
        "standing-verdicts",
        new Fingerprint().serde(),
        avro.serde(topics.open().currentVerdicts()));
  }

  Consumed<String, Hint> publicHints() {
    return Consumed.with(
            CheckedKeys.serde("a SHA-256", key -> Fingerprint.of(key).isPresent()),
            Present.serde(avro.serde(topics.open().hints())))
        .withName("public-hints");
  }

  Repartitioned<String, Hint> standingHints() {
    return repartitioned(
        "standing-hints", new Fingerprint().serde(), avro.serde(topics.open().hints()));
  }

  Consumed<String, HostVerdict> publicHosts() {
    return Consumed.with(
            CheckedKeys.serde("an endpoint", key -> Endpoints.tryParse(key).isPresent()),
            avro.serde(topics.open().hostVerdicts()))
        .withName("public-hosts");
  }

  Repartitioned<String, HostVerdict> standingHosts() {
    return repartitioned(
        "standing-hosts", new EndpointKey().serde(), avro.serde(topics.open().hostVerdicts()));
  }

  /** To where the state is, whatever number of partitions it comes from. */
  private <V> Repartitioned<String, V> repartitioned(
      String name, Serde<String> keys, Serde<V> values) {
    return Repartitioned.<String, V>as(name)
        .withKeySerde(keys)
        .withValueSerde(values)
        .withStreamPartitioner(placed())
        .withNumberOfPartitions(topics.partitions());
  }

  Produced<String, Verdict> verdicts() {
    return produced(topics.results().verdicts(), "verdicts");
  }

  Produced<String, Verdict> currentVerdicts() {
    return produced(topics.results().currentVerdicts(), "verdicts-current");
  }

  Produced<String, Hint> hints() {
    return produced(topics.results().hints(), "hints");
  }

  Produced<String, HostVerdict> hostVerdicts() {
    return produced(topics.results().hostVerdicts(), "host-verdicts-written");
  }

  Produced<String, String> indicators() {
    return Produced.with(Serdes.String(), Serdes.String(), Formats.<String>placed())
        .withName("indicators");
  }

  private <V extends SpecificRecord> Produced<String, V> produced(Topic<V> topic, String name) {
    return Produced.with(Serdes.String(), avro.serde(topic), Formats.<V>placed()).withName(name);
  }

  /** As in the catalogue: endpoints by their subnet, fingerprints as Kafka's default does. */
  private static <V> StreamPartitioner<String, V> placed() {
    return (topic, key, value, partitions) ->
        Optional.of(Set.of(SubnetPartitioner.partition(key, partitions)));
  }
}
