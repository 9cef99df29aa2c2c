package dev.unmask.schemas.connection;

import dev.unmask.schemas.topic.Topics;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.CommonClientConfigs;

/**
 * Where Kafka and the schema registry are, and how clients connect to them. Immutable.
 *
 * @param bootstrapServers brokers to begin with, {@code host:port} separated by commas
 * @param registryUrl base URL of a registry with Confluent's API, for example {@code
 *     http://127.0.0.1:8081}
 * @param topics the topics of this installation
 * @param clientSettings further settings of every Kafka client (SASL, TLS ...), and of the
 *     registry's client with Confluent's prefix {@code schema.registry.}; may hold secrets, so they
 *     are never printed
 */
public record KafkaConnection(
    String bootstrapServers,
    String registryUrl,
    Topics topics,
    Map<String, String> clientSettings) {

  private static final Set<String> REGISTRY_SCHEMES = Set.of("http", "https", "mock");
  private static final String REGISTRY_PREFIX = "schema.registry.";

  public KafkaConnection {
    if (bootstrapServers.isBlank()) {
      throw new IllegalArgumentException(
          "--bootstrap-server is empty: expected host:port, several separated by commas");
    }
    if (!REGISTRY_SCHEMES.contains(String.valueOf(scheme(registryUrl)))) {
      throw new IllegalArgumentException(
          "--registry '" + registryUrl + "': expected a URL such as http://127.0.0.1:8081");
    }
    clientSettings = Map.copyOf(clientSettings);
  }

  /** Settings that every Kafka client starts from; the caller's own copy. */
  public Map<String, Object> client(String clientId) {
    Map<String, Object> settings = new HashMap<>();
    clientSettings.forEach(
        (name, value) -> {
          if (!name.startsWith(REGISTRY_PREFIX)) {
            settings.put(name, value);
          }
        });
    settings.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
    settings.put(CommonClientConfigs.CLIENT_ID_CONFIG, clientId);
    return settings;
  }

  /** Settings of the registry's client; the caller's own copy. */
  public Map<String, Object> registry() {
    Map<String, Object> settings = new HashMap<>();
    clientSettings.forEach(
        (name, value) -> {
          if (name.startsWith(REGISTRY_PREFIX)) {
            settings.put(name, value);
            settings.put(name.substring(REGISTRY_PREFIX.length()), value);
          }
        });
    settings.put("schema.registry.url", registryUrl);
    return settings;
  }

  /** Without the client settings, which may hold secrets. */
  @Override
  public String toString() {
    return "Kafka at "
        + bootstrapServers
        + ", registry at "
        + registryUrl
        + ", topics "
        + topics.prefix()
        + ".*";
  }

  private static String scheme(String url) {
    try {
      return URI.create(url).getScheme();
    } catch (IllegalArgumentException malformed) {
      return "";
    }
  }
}
