package dev.unmask.schemas.compatibility;

import static org.assertj.core.api.Assertions.assertThat;

import dev.unmask.schemas.topic.Topic;
import io.confluent.kafka.schemaregistry.CompatibilityLevel;
import io.confluent.kafka.schemaregistry.ParsedSchemaHolder;
import io.confluent.kafka.schemaregistry.SimpleParsedSchemaHolder;
import io.confluent.kafka.schemaregistry.avro.AvroSchema;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every schema against every released version of it, by the registry's own rules. */
class SchemaCompatibilityTest {

  static Stream<Topic<?>> topics() {
    return ReleasedSchemas.topics().stream();
  }

  @ParameterizedTest
  @MethodSource("topics")
  void a_schema_is_compatible_with_every_released_version(Topic<?> topic) throws IOException {
    List<Schema> released = ReleasedSchemas.of(topic);

    assertThat(released).isNotEmpty();
    assertThat(problems(topic.schema(), topic.compatibility(), released)).isEmpty();
  }

  @Test
  void a_field_without_a_default_would_be_found_out() {
    Schema today = new Schema.Parser().parse(RECORD.formatted("{\"name\":\"b\",\"type\":\"int\"}"));
    Schema released =
        new Schema.Parser()
            .parse(RECORD.formatted("{\"name\":\"a\",\"type\":\"int\",\"default\":0}"));

    assertThat(problems(today, "BACKWARD_TRANSITIVE", List.of(released))).isNotEmpty();
  }

  @ParameterizedTest
  @MethodSource("topics")
  void every_field_and_every_enum_has_a_default(Topic<?> topic) {
    List<String> without = new ArrayList<>();

    collect(topic.schema(), without, new HashSet<>());

    assertThat(without).isEmpty();
  }

  private static final String RECORD =
      "{\"type\":\"record\",\"name\":\"R\",\"namespace\":\"n\",\"fields\":[%s]}";

  private static List<String> problems(Schema today, String level, List<Schema> released) {
    List<ParsedSchemaHolder> holders = new ArrayList<>();
    released.forEach(schema -> holders.add(new SimpleParsedSchemaHolder(new AvroSchema(schema))));
    return new AvroSchema(today).isCompatible(CompatibilityLevel.valueOf(level), holders);
  }

  private static void collect(Schema schema, List<String> without, Set<String> seen) {
    switch (schema.getType()) {
      case RECORD -> fields(schema, without, seen);
      case ENUM -> {
        if (schema.getEnumDefault() == null) {
          without.add(schema.getFullName());
        }
      }
      case ARRAY -> collect(schema.getElementType(), without, seen);
      case MAP -> collect(schema.getValueType(), without, seen);
      case UNION -> schema.getTypes().forEach(type -> collect(type, without, seen));
      default -> {}
    }
  }

  private static void fields(Schema record, List<String> without, Set<String> seen) {
    if (!seen.add(record.getFullName())) {
      return;
    }
    for (Schema.Field field : record.getFields()) {
      if (!field.hasDefaultValue()) {
        without.add(record.getFullName() + "." + field.name());
      }
      collect(field.schema(), without, seen);
    }
  }
}
