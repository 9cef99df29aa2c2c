package dev.unmask.lab.feed;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.unmask.lab.scenario.HttpAnswer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An HTTP answer as Shodan writes it: its head as {@code data}, the rest as {@code http}. */
record ShodanHttp(HttpAnswer answer) {
  private static final Pattern TITLE = Pattern.compile("<title>([^<]*)</title>");

  /**
   * Where a redirect leads stands here alone: {@code http.location} is the path that was asked for.
   */
  String data() {
    StringBuilder head = new StringBuilder("HTTP/1.1 ").append(answer.status()).append("\r\n");
    head.append("Server: ").append(answer.server()).append("\r\n");
    answer
        .location()
        .ifPresent(location -> head.append("Location: ").append(location).append("\r\n"));
    head.append("Content-Type: ").append(answer.contentType()).append("\r\n");
    int length = answer.body().getBytes(StandardCharsets.UTF_8).length;
    return head.append("Content-Length: ").append(length).append("\r\n\r\n").toString();
  }

  void write(JsonGenerator json, String host) throws IOException {
    json.writeObjectFieldStart("http");
    json.writeNumberField("status", answer.status());
    json.writeStringField("server", answer.server());
    json.writeStringField("host", host);
    json.writeStringField("location", "/");
    Matcher title = TITLE.matcher(answer.body());
    json.writeStringField("title", title.find() ? title.group(1) : null);
    json.writeStringField("html", answer.body());
    json.writeNumberField("html_hash", Murmur3.hash(answer.body()));
    json.writeNumberField("headers_hash", Murmur3.hash(data()));
    json.writeArrayFieldStart("redirects");
    json.writeEndArray();
    json.writeNullField("robots");
    json.writeNullField("securitytxt");
    json.writeEndObject();
  }
}
