package dev.unmask.lab.feed;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.unmask.lab.pki.LabPki;
import dev.unmask.lab.scenario.Network;
import dev.unmask.lab.scenario.Owner;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * An owner catalogue with what a user of unmask who watches these owners knows: the keys of their
 * issuing CAs, and the CDNs that serve for them. Adds to owners of the same id that are built in.
 */
public final class OwnerFile {
  private final List<Owner> owners;
  private final LabPki pki;

  public OwnerFile(List<Owner> owners, LabPki pki) {
    this.owners = List.copyOf(owners);
    this.pki = pki;
  }

  public void write(Path file) throws IOException {
    try (Writer writer = Files.newBufferedWriter(file, StandardCharsets.UTF_8);
        JsonGenerator json = new JsonFactory().createGenerator(writer).useDefaultPrettyPrinter()) {
      json.writeStartObject();
      json.writeStringField("version", "lab");
      json.writeArrayFieldStart("owners");
      for (Owner owner : owners) {
        write(json, owner);
        if (owner.edge().isPresent()) {
          write(json, edgeId(owner), owner.edge().get());
        }
      }
      json.writeEndArray();
      json.writeEndObject();
    }
  }

  private void write(JsonGenerator json, Owner owner) throws IOException {
    json.writeStartObject();
    json.writeStringField("id", owner.id());
    json.writeStringField("name", owner.name());
    Json.strings(json, "domains", owner.domains());
    writeNumbers(json, "asns", owner.network().asn());
    Json.strings(json, "issuers", pki.keys(owner.issuers()));
    Json.strings(json, "agents", owner.edge().stream().map(edge -> edgeId(owner)).toList());
    json.writeEndObject();
  }

  private static void write(JsonGenerator json, String id, Network edge) throws IOException {
    json.writeStartObject();
    json.writeStringField("id", id);
    json.writeStringField("name", edge.organisation());
    writeNumbers(json, "asns", edge.asn());
    json.writeEndObject();
  }

  private static String edgeId(Owner owner) {
    return owner.id() + "-edge";
  }

  private static void writeNumbers(JsonGenerator json, String field, long... values)
      throws IOException {
    json.writeFieldName(field);
    json.writeArray(values, 0, values.length);
  }
}
