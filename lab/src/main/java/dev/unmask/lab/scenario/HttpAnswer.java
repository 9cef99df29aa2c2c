package dev.unmask.lab.scenario;

import java.util.Optional;

/**
 * What a web server says to whatever it is asked.
 *
 * @param status 200 to 599
 * @param location where a redirect leads
 * @param server the header of that name
 */
public record HttpAnswer(
    int status, Optional<String> location, String server, String contentType, String body) {
  public HttpAnswer {
    if (status < 200 || status > 599) {
      throw new IllegalArgumentException("not a final HTTP status: " + status);
    }
  }

  static HttpAnswer redirect(int status, String location, String server) {
    String body =
        "<html><body>This page has moved to <a href=\"" + location + "\">here</a>.</body></html>";
    return new HttpAnswer(status, Optional.of(location), server, "text/html", body);
  }

  static HttpAnswer page(int status, String server, String contentType, String body) {
    return new HttpAnswer(status, Optional.empty(), server, contentType, body);
  }
}
