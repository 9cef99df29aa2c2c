package dev.unmask.bench;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;

/** A run for machines: one object, with a list of rows for each table. */
final class Json {

  private Json() {}

  static String of(Map<String, String> machine, List<Table> tables) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
      json.useDefaultPrettyPrinter();
      json.writeStartObject();
      json.writeObjectFieldStart("machine");
      for (Map.Entry<String, String> fact : machine.entrySet()) {
        json.writeStringField(fact.getKey(), fact.getValue());
      }
      json.writeEndObject();
      for (Table table : tables) {
        write(table, json);
      }
      json.writeEndObject();
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return text.toString();
  }

  private static void write(Table table, JsonGenerator json) throws IOException {
    json.writeArrayFieldStart(table.key());
    for (List<Object> row : table.rows()) {
      json.writeStartObject();
      for (int column = 0; column < row.size(); column++) {
        json.writeFieldName(table.columns().get(column));
        write(row.get(column), json);
      }
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void write(Object value, JsonGenerator json) throws IOException {
    if (value instanceof Double number) {
      json.writeNumber(number);
    } else if (value instanceof Number whole) {
      json.writeNumber(whole.longValue());
    } else {
      json.writeString(value.toString());
    }
  }
}
