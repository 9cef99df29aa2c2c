package dev.unmask.schemas.serde;

import dev.unmask.schemas.connection.KafkaConnection;
import dev.unmask.schemas.topic.Topic;
import io.confluent.kafka.schemaregistry.avro.AvroSchema;
import io.confluent.kafka.schemaregistry.avro.AvroSchemaProvider;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClientFactory;
import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import io.confluent.kafka.serializers.KafkaAvroSerializer;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.Serializer;

/**
 * Serializers and deserializers of the catalogue's topics: Confluent's own, which never register a
 * schema, and which tell a bad record from a bad registry.
 *
 * <p>Safe from any thread. The serdes that it gives share its registry client: closing one of them
 * closes nothing, closing this closes the client.
 */
public final class AvroFormat implements AutoCloseable {

  private static final int CACHED_SCHEMAS = 1_000;

  private final SchemaRegistryClient registry;
  private final String registryUrl;
  private final Map<String, Object> settings;

  /**
   * Contacts nobody. A registry URL {@code mock://name} is Confluent's in-memory registry, for unit
   * tests.
   */
  public AvroFormat(KafkaConnection connection) {
    registryUrl = connection.registryUrl();
    settings = serdeSettings(connection);
    registry =
        SchemaRegistryClientFactory.newClient(
            List.of(registryUrl),
            CACHED_SCHEMAS,
            List.of(new AvroSchemaProvider()),
            settings,
            Map.of());
  }

  /**
   * A serializer of the topic's values. A schema that is not registered is a {@code
   * SerializationException}.
   */
  public <V extends SpecificRecord> Serializer<V> serializer(Topic<V> topic) {
    return new TopicSerializer<>(topic, new KafkaAvroSerializer(registry, new HashMap<>(settings)));
  }

  /**
   * A deserializer of the topic's values; throws {@link BadRecordException} or {@link
   * RegistryException}.
   */
  public <V extends SpecificRecord> Deserializer<V> deserializer(Topic<V> topic) {
    return new TopicDeserializer<>(topic, registry, new HashMap<>(settings));
  }

  /** Both. */
  public <V extends SpecificRecord> Serde<V> serde(Topic<V> topic) {
    return Serdes.serdeFrom(serializer(topic), deserializer(topic));
  }

  /**
   * Registers the schema of a topic and its compatibility rule. Registering what is registered
   * already changes nothing.
   *
   * @throws RegistryException if the registry cannot be reached, or refuses the schema
   */
  public void register(Topic<?> topic) {
    asking(
        "register the schema of " + topic.name(),
        () -> {
          registry.register(topic.subject(), new AvroSchema(topic.schema()));
          return registry.updateCompatibility(topic.subject(), topic.compatibility());
        });
  }

  /**
   * Takes the schemas of a topic out of the registry, for good. One that is not there changes
   * nothing. What other topics have registered stays, the very same schemas too.
   *
   * @throws RegistryException if the registry cannot be reached, or refuses
   */
  public void unregister(Topic<?> topic) {
    asking(
        "delete the schemas of " + topic.name(),
        () -> {
          delete(topic.subject(), false);
          delete(topic.subject(), true);
          return topic;
        });
  }

  /** First softly, then for good: registries refuse the second without the first. */
  private void delete(String subject, boolean forGood) throws IOException, RestClientException {
    try {
      registry.deleteSubject(Map.of(), subject, forGood);
    } catch (RestClientException refused) {
      if (refused.getStatus() != 404) {
        throw refused;
      }
    }
  }

  /**
   * Whether the registry knows our schema of a topic.
   *
   * @return what is wrong, in a sentence; empty if it does
   * @throws RegistryException if the registry cannot be reached
   */
  public Optional<String> missing(Topic<?> topic) {
    return asking(
        "look up the schema of " + topic.name(),
        () -> {
          try {
            registry.getId(topic.subject(), new AvroSchema(topic.schema()));
            return Optional.empty();
          } catch (RestClientException refused) {
            if (refused.getStatus() != 404) {
              throw refused;
            }
            return Optional.of(
                "the registry at "
                    + registryUrl
                    + " does not know this version's schema of subject "
                    + topic.subject());
          }
        });
  }

  /**
   * Whether the record's own bytes are wrong (it goes to the dead letters) and not the registry or
   * the configuration (the stage stops or waits). Looks through causes.
   */
  public static boolean isBadRecord(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof BadRecordException) {
        return true;
      }
    }
    return false;
  }

  @Override
  public void close() throws IOException {
    registry.close();
  }

  private static Map<String, Object> serdeSettings(KafkaConnection connection) {
    Map<String, Object> settings = connection.registry();
    settings.put("auto.register.schemas", false);
    settings.put("specific.avro.reader", true);
    settings.putIfAbsent("http.connect.timeout.ms", 5_000);
    settings.putIfAbsent("http.read.timeout.ms", 10_000);
    return Map.copyOf(settings);
  }

  private <T> T asking(String what, Question<T> question) {
    try {
      return question.ask();
    } catch (IOException | RestClientException failed) {
      throw new RegistryException(
          "cannot " + what + " at " + registryUrl + ": " + failed.getMessage(), failed);
    }
  }

  private interface Question<T> {
    T ask() throws IOException, RestClientException;
  }
}
