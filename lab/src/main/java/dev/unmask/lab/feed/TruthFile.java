package dev.unmask.lab.feed;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.nio.file.Path;

/** The truth, one host a line. */
public final class TruthFile {
  private final LabTruth truth;

  public TruthFile(LabTruth truth) {
    this.truth = truth;
  }

  public void write(Path file) throws IOException {
    try (JsonGenerator json = Json.lines(file)) {
      for (LabTruth.Host host : truth.hosts()) {
        write(json, host);
        json.writeRaw('\n');
      }
    }
  }

  private static void write(JsonGenerator json, LabTruth.Host host) throws IOException {
    json.writeStartObject();
    json.writeStringField("endpoint", host.endpoint());
    json.writeStringField("role", host.role().name());
    json.writeStringField("vpn", host.vpn().name());
    json.writeStringField("fingerprint", host.fingerprint());
    json.writeStringField("verdict", host.verdict().name());
    json.writeStringField("reason", host.reason().orElse(null));
    json.writeStringField("cast", host.cast());
    json.writeEndObject();
  }
}
