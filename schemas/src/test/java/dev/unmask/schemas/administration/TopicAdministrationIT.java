package dev.unmask.schemas.administration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.unmask.avro.Hint;
import dev.unmask.schemas.connection.KafkaConnection;
import dev.unmask.schemas.serde.AvroFormat;
import dev.unmask.schemas.topic.Topics;
import dev.unmask.stack.LocalStack;
import dev.unmask.stack.junit.LocalStackExtension;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(LocalStackExtension.class)
class TopicAdministrationIT {

  private static final short ONE = 1;

  private final Topics topics = new Topics("t" + UUID.randomUUID());
  private final KafkaConnection connection;

  TopicAdministrationIT(LocalStack stack) {
    connection =
        new KafkaConnection(stack.bootstrapServers(), stack.registryUrl(), topics, Map.of());
  }

  @Test
  void what_is_missing_is_said_with_the_way_to_mend_it() throws Exception {
    try (TopicAdministration administration = new TopicAdministration(connection)) {
      List<String> wrong = administration.check(topics.banners());

      assertThat(wrong)
          .hasSize(2)
          .allSatisfy(
              what -> assertThat(what).contains(topics.banners().name(), "unmask topics create"));
    }
  }

  @Test
  void topics_and_schemas_are_created_once_and_again_without_harm() throws Exception {
    try (TopicAdministration administration = new TopicAdministration(connection)) {
      administration.create(3, ONE);
      administration.create(3, ONE);

      assertThat(
              administration.check(topics.banners(), topics.observations(), topics.certificates()))
          .isEmpty();
      assertThat(administration.describe()).hasSize(14).noneMatch(line -> line.contains("missing"));
    }
  }

  @Test
  void topics_are_kept_by_size_because_brokers_delete_by_event_time() throws Exception {
    try (TopicAdministration administration = new TopicAdministration(connection);
        Admin admin = Admin.create(connection.client("test"))) {
      administration.create(1, ONE);

      ConfigResource banners =
          new ConfigResource(ConfigResource.Type.TOPIC, topics.banners().name());
      var config = admin.describeConfigs(List.of(banners)).all().get().get(banners);
      assertThat(config.get("retention.ms").value()).isEqualTo("-1");
      assertThat(Long.parseLong(config.get("retention.bytes").value())).isPositive();
      assertThat(config.get("max.message.bytes").value()).isEqualTo("4194304");
    }
  }

  @Test
  void what_was_probed_is_remembered_for_thirty_days() throws Exception {
    try (TopicAdministration administration = new TopicAdministration(connection);
        Admin admin = Admin.create(connection.client("test"))) {
      administration.create(1, ONE);

      ConfigResource probed = new ConfigResource(ConfigResource.Type.TOPIC, topics.probed().name());
      var config = admin.describeConfigs(List.of(probed)).all().get().get(probed);
      assertThat(config.get("cleanup.policy").value()).isEqualTo("compact,delete");
      assertThat(config.get("retention.ms").value())
          .isEqualTo(String.valueOf(Duration.ofDays(30).toMillis()));
    }
  }

  @Test
  void a_topic_with_another_number_of_partitions_is_refused() throws Exception {
    try (TopicAdministration administration = new TopicAdministration(connection);
        Admin admin = Admin.create(connection.client("test"))) {
      admin.createTopics(List.of(new NewTopic(topics.banners().name(), 2, ONE))).all().get();

      assertThatThrownBy(() -> administration.create(3, ONE))
          .hasMessageContaining("2 partitions: expected 3")
          .hasMessageContaining("--partitions 2");
    }
  }

  @Test
  void a_producer_never_registers_a_schema() throws Exception {
    try (AvroFormat format = new AvroFormat(connection);
        Admin admin = Admin.create(connection.client("test"));
        KafkaProducer<String, Hint> producer =
            new KafkaProducer<>(
                connection.client("test"),
                new StringSerializer(),
                format.serializer(topics.hints()))) {
      admin.createTopics(List.of(new NewTopic(topics.hints().name(), 1, ONE))).all().get();

      assertThatThrownBy(
              () -> producer.send(new ProducerRecord<>(topics.hints().name(), "key", new Hint())))
          .satisfies(failure -> assertThat(AvroFormat.isBadRecord(failure)).isFalse());
      assertThat(format.missing(topics.hints())).isPresent();
    }
  }
}
