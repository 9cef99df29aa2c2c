package dev.unmask.ingest;

import static dev.unmask.ingest.record.RecordText.aRecord;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.unmask.schemas.administration.TopicAdministration;
import dev.unmask.schemas.connection.KafkaConnection;
import dev.unmask.schemas.topic.Topics;
import dev.unmask.stack.LocalStack;
import dev.unmask.stack.junit.AccessTable;
import dev.unmask.stack.junit.LocalStackExtension;
import dev.unmask.stack.junit.SecuredBroker;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.acl.AclBinding;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.slf4j.LoggerFactory;

/** On a broker that demands TLS, a password and rights. */
@ExtendWith(LocalStackExtension.class)
@Execution(ExecutionMode.CONCURRENT)
class SecuredIT {

  private static final String USER = "ingest";
  private static final String CANARY = "canary-1f0e7";
  private static final Path RIGHTS = Path.of("..", "docs", "security.md");

  @TempDir private Path directory;

  private final Topics topics = new Topics("secured");
  private final ListAppender<ILoggingEvent> logged = new ListAppender<>();
  private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
  private final String registryUrl;
  private SecuredBroker broker;

  SecuredIT(LocalStack stack) {
    registryUrl = stack.registryUrl();
  }

  @BeforeEach
  void start() throws IOException {
    logged.start();
    root.addAppender(logged);
    broker = SecuredBroker.start(directory, Map.of(USER, CANARY));
    try (TopicAdministration administration =
        new TopicAdministration(connection(broker.administrator()))) {
      administration.create(1, (short) 1);
    }
  }

  @AfterEach
  void stop() {
    broker.close();
    root.detachAppender(logged);
  }

  @Test
  void the_documented_rights_are_enough_and_each_is_needed_and_no_secret_is_logged()
      throws IOException {
    List<AclBinding> rights = AccessTable.of(USER, RIGHTS, topics.prefix());
    assertThat(rights).hasSize(5);
    broker.allow(rights);
    assertThat(ingest(broker.settings(USER)).published()).isEqualTo(1);

    for (AclBinding right : rights) {
      List<AclBinding> others = new ArrayList<>(rights);
      others.remove(right);
      broker.allow(others);

      assertThatThrownBy(() -> ingest(broker.settings(USER)))
          .as("without %s", right)
          .isInstanceOf(IngestException.class)
          .hasMessageContaining("uthoriz")
          .hasMessageNotContaining(CANARY);
    }
    Map<String, String> wrong = new HashMap<>(broker.settings(USER));
    wrong.computeIfPresent("sasl.jaas.config", (name, login) -> login.replace(CANARY, CANARY + 1));
    assertThatThrownBy(() -> ingest(wrong))
        .hasMessageContaining("Authentication failed")
        .hasMessageNotContaining(CANARY);

    assertThat(List.copyOf(logged.list))
        .isNotEmpty()
        .extracting(ILoggingEvent::getFormattedMessage)
        .noneMatch(line -> line.contains("canary-"));
  }

  private IngestReport ingest(Map<String, String> settings) throws IOException {
    Path file = Files.createTempFile(directory, "one", ".ndjson");
    Files.write(file, (aRecord().line() + "\nno record\n").getBytes(UTF_8));
    IngestSettings defaults = IngestSettings.defaults(List.of(file.toString()));
    return new Ingest(defaults, connection(settings), new SimpleMeterRegistry()).run();
  }

  private KafkaConnection connection(Map<String, String> settings) {
    return new KafkaConnection(broker.bootstrapServers(), registryUrl, topics, settings);
  }
}
