package dev.unmask.schemas.serde;

import dev.unmask.schemas.topic.Topic;
import io.confluent.kafka.schemaregistry.ParsedSchema;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import io.confluent.kafka.serializers.KafkaAvroDeserializer;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.SchemaCompatibilityType;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;

/**
 * Confluent's deserializer, with the three things that can be wrong taken one after the other: the
 * frame (magic byte, schema id) and the payload are the record's, the schema is the registry's.
 * Safe from any thread.
 */
final class TopicDeserializer<V extends SpecificRecord> implements Deserializer<V> {

  private static final int FRAME = 1 + Integer.BYTES;

  private final Topic<V> topic;
  private final SchemaRegistryClient registry;
  private final KafkaAvroDeserializer confluent;
  private final Set<Integer> readable = ConcurrentHashMap.newKeySet();

  TopicDeserializer(Topic<V> topic, SchemaRegistryClient registry, Map<String, Object> settings) {
    this.topic = topic;
    this.registry = registry;
    this.confluent = new KafkaAvroDeserializer(registry, settings);
  }

  @Override
  public @Nullable V deserialize(String name, byte @Nullable [] bytes) {
    if (bytes == null) {
      return null;
    }
    int schemaId = schemaId(bytes);
    if (!readable.contains(schemaId)) {
      requireReadable(schemaId);
      readable.add(schemaId);
    }
    return payload(schemaId, bytes);
  }

  private static int schemaId(byte[] bytes) {
    if (bytes.length < FRAME || bytes[0] != 0) {
      throw new BadRecordException(
          "not Confluent's wire format: expected a zero byte and a schema id of four bytes before the payload");
    }
    return ByteBuffer.wrap(bytes, 1, Integer.BYTES).getInt();
  }

  private void requireReadable(int schemaId) {
    Schema writer = writerSchema(schemaId);
    Schema reader = topic.schema();
    if (!writer.getFullName().equals(reader.getFullName())) {
      throw new RegistryException(
          "schema id "
              + schemaId
              + " on "
              + topic.name()
              + " is of "
              + writer.getFullName()
              + ": expected "
              + reader.getFullName()
              + "; is this the right topic and registry?");
    }
    if (SchemaCompatibility.checkReaderWriterCompatibility(reader, writer).getType()
        != SchemaCompatibilityType.COMPATIBLE) {
      throw new RegistryException(
          "schema id "
              + schemaId
              + " on "
              + topic.name()
              + " cannot be read by this version of unmask");
    }
  }

  private Schema writerSchema(int schemaId) {
    try {
      ParsedSchema schema = registry.getSchemaById(schemaId);
      if (schema.rawSchema() instanceof Schema avro) {
        return avro;
      }
      throw new RegistryException(
          "schema id "
              + schemaId
              + " on "
              + topic.name()
              + " is "
              + schema.schemaType()
              + ": expected AVRO");
    } catch (IOException | RestClientException failed) {
      throw new RegistryException(
          "the registry does not give schema id "
              + schemaId
              + " on "
              + topic.name()
              + ": "
              + failed.getMessage(),
          failed);
    }
  }

  private V payload(int schemaId, byte[] bytes) {
    try {
      return topic.valueType().cast(confluent.deserialize(topic.name(), bytes));
    } catch (RuntimeException failed) {
      throw new BadRecordException("the payload does not match schema id " + schemaId, failed);
    }
  }
}
