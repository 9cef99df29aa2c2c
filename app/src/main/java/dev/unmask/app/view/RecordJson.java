package dev.unmask.app.view;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Base64;
import java.util.Collection;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/**
 * Any record of the contract as plain JSON, field by field: times in ISO 8601, bytes in Base64,
 * unions without their branch.
 */
public final class RecordJson {
  private RecordJson() {}

  /** The record on one line. */
  public static String line(SpecificRecord record) {
    return Json.line(object(record));
  }

  /** The record as an object, to which more may be added. */
  static ObjectNode object(SpecificRecord record) {
    ObjectNode node = Json.object();
    for (Schema.Field field : record.getSchema().getFields()) {
      node.set(field.name(), value(record.get(field.pos())));
    }
    return node;
  }

  private static JsonNode value(@Nullable Object value) {
    JsonNodeFactory nodes = JsonNodeFactory.instance;
    if (value == null) {
      return nodes.nullNode();
    } else if (value instanceof SpecificRecord record) {
      return object(record);
    } else if (value instanceof Collection<?> values) {
      return array(values);
    } else if (value instanceof Map<?, ?> map) {
      return map(map);
    } else if (value instanceof ByteBuffer bytes) {
      return nodes.textNode(base64(bytes));
    } else if (value instanceof Boolean flag) {
      return nodes.booleanNode(flag);
    } else if (value instanceof Integer number) {
      return nodes.numberNode(number);
    } else if (value instanceof Long number) {
      return nodes.numberNode(number);
    } else if (value instanceof Double number) {
      return nodes.numberNode(number);
    }
    return nodes.textNode(value instanceof Instant time ? time.toString() : value.toString());
  }

  private static ArrayNode array(Collection<?> values) {
    ArrayNode array = JsonNodeFactory.instance.arrayNode();
    values.forEach(value -> array.add(value(value)));
    return array;
  }

  private static ObjectNode map(Map<?, ?> map) {
    ObjectNode node = Json.object();
    map.forEach((key, value) -> node.set(key.toString(), value(value)));
    return node;
  }

  private static String base64(ByteBuffer bytes) {
    byte[] copy = new byte[bytes.remaining()];
    bytes.duplicate().get(copy);
    return Base64.getEncoder().encodeToString(copy);
  }
}
