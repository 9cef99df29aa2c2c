package dev.unmask.app.command;

import dev.unmask.schemas.connection.KafkaConnection;
import dev.unmask.schemas.topic.Topics;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.apache.kafka.clients.CommonClientConfigs;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which cluster, which registry, which topics on it. */
final class ConnectionOptions {
  static final int BROKER_PORT = 9092;
  static final int REGISTRY_PORT = 8081;
  private static final String PATIENCE_MILLIS = "10000";

  @Option(
      names = "--bootstrap-server",
      paramLabel = "HOST:PORT",
      defaultValue = "127.0.0.1:" + BROKER_PORT,
      description = "Kafka brokers to begin with, separated by commas. Default: ${DEFAULT-VALUE}.")
  private String bootstrapServer = "";

  @Option(
      names = "--registry",
      paramLabel = "URL",
      defaultValue = "http://127.0.0.1:" + REGISTRY_PORT + "/apis/ccompat/v7",
      description = "Schema registry with Confluent's API. Default: ${DEFAULT-VALUE}.")
  private String registry = "";

  @Option(
      names = "--prefix",
      paramLabel = "NAME",
      defaultValue = Topics.DEFAULT_PREFIX,
      description = "What the names of all topics start with. Default: ${DEFAULT-VALUE}.")
  private String prefix = "";

  @Option(
      names = "--command-config",
      paramLabel = "FILE",
      description =
          "Settings of every Kafka client (SASL, TLS, ...) as a properties file; with the prefix schema.registry., of the registry's.")
  private @Nullable Path commandConfig;

  /**
   * The connection that the options describe.
   *
   * @throws IllegalArgumentException if an option is wrong
   * @throws IOException if the file of client settings cannot be read
   */
  KafkaConnection connection() throws IOException {
    return new KafkaConnection(bootstrapServer, registry, new Topics(prefix), clientSettings());
  }

  /**
   * The same for a command that somebody waits for: it gives up after ten seconds, unless the file
   * says otherwise.
   *
   * @throws IllegalArgumentException if an option is wrong
   * @throws IOException if the file of client settings cannot be read
   */
  KafkaConnection impatient() throws IOException {
    Map<String, String> settings = clientSettings();
    settings.putIfAbsent(CommonClientConfigs.DEFAULT_API_TIMEOUT_MS_CONFIG, PATIENCE_MILLIS);
    settings.putIfAbsent(CommonClientConfigs.REQUEST_TIMEOUT_MS_CONFIG, PATIENCE_MILLIS);
    return new KafkaConnection(bootstrapServer, registry, new Topics(prefix), settings);
  }

  private Map<String, String> clientSettings() throws IOException {
    Properties properties = new Properties();
    Optional<Path> file = Optional.ofNullable(commandConfig);
    if (file.isPresent()) {
      try (Reader reader = Files.newBufferedReader(file.get(), StandardCharsets.UTF_8)) {
        properties.load(reader);
      }
    }
    Map<String, String> settings = new HashMap<>();
    properties
        .stringPropertyNames()
        .forEach(name -> settings.put(name, properties.getProperty(name)));
    return settings;
  }
}
