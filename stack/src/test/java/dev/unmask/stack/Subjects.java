package dev.unmask.stack;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Confluent's registry API, by hand, for tests of a registry. */
final class Subjects {

  private static final Pattern ID = Pattern.compile("\"id\"\\s*:\\s*(\\d+)");

  private final HttpClient client = HttpClient.newHttpClient();
  private final String url;

  Subjects(String url) {
    this.url = url;
  }

  /** Registers a schema and gives its id. */
  int register(String subject, String schema) throws IOException, InterruptedException {
    HttpResponse<String> response = post(subject, schema);
    Matcher id = ID.matcher(response.body());
    if (response.statusCode() != 200 || !id.find()) {
      throw new IOException(response.statusCode() + " " + response.body());
    }
    return Integer.parseInt(id.group(1));
  }

  /** Registers a schema, or not, and gives the status. */
  int tryRegister(String subject, String schema) throws IOException, InterruptedException {
    return post(subject, schema).statusCode();
  }

  void setCompatibility(String subject, String level) throws IOException, InterruptedException {
    send(
        request("/config/" + subject)
            .PUT(BodyPublishers.ofString("{\"compatibility\":\"" + level + "\"}")));
  }

  private HttpResponse<String> post(String subject, String schema)
      throws IOException, InterruptedException {
    String body = "{\"schema\":\"" + schema.replace("\"", "\\\"") + "\"}";
    return send(request("/subjects/" + subject + "/versions").POST(BodyPublishers.ofString(body)));
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(url + path))
        .header("Content-Type", "application/vnd.schemaregistry.v1+json");
  }

  private HttpResponse<String> send(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    return client.send(request.build(), BodyHandlers.ofString());
  }
}
