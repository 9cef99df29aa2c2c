package dev.unmask.lab.feed;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.unmask.lab.pki.LabPki;
import dev.unmask.lab.scenario.LabScenario;
import dev.unmask.lab.scenario.Network;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * An owner catalogue with what a user of unmask who watches this owner knows: the keys of its
 * issuing CAs, and the CDN that serves for it. Adds to the owner of the same id that is built in.
 */
public final class OwnerFile {
  private static final String OWNER = "microsoft";
  private static final String EDGE = "lab-edge";

  private final LabPki pki;

  public OwnerFile(LabPki pki) {
    this.pki = pki;
  }

  public void write(Path file) throws IOException {
    try (Writer writer = Files.newBufferedWriter(file, StandardCharsets.UTF_8);
        JsonGenerator json = new JsonFactory().createGenerator(writer).useDefaultPrettyPrinter()) {
      json.writeStartObject();
      json.writeStringField("version", "lab");
      json.writeArrayFieldStart("owners");
      writeOwner(json);
      writeEdge(json, LabScenario.EDGE);
      json.writeEndArray();
      json.writeEndObject();
    }
  }

  private void writeOwner(JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeStringField("id", OWNER);
    json.writeStringField("name", "Microsoft");
    Json.strings(json, "domains", List.of("microsoft.com"));
    writeNumbers(json, "asns", 8075);
    Json.strings(json, "issuers", pki.issuerKeys());
    Json.strings(json, "agents", List.of(EDGE));
    json.writeEndObject();
  }

  private static void writeEdge(JsonGenerator json, Network network) throws IOException {
    json.writeStartObject();
    json.writeStringField("id", EDGE);
    json.writeStringField("name", network.organisation());
    writeNumbers(json, "asns", network.asn());
    json.writeEndObject();
  }

  private static void writeNumbers(JsonGenerator json, String field, long... values)
      throws IOException {
    json.writeFieldName(field);
    json.writeArray(values, 0, values.length);
  }
}
