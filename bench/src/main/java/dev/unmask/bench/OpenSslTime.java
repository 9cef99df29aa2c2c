package dev.unmask.bench;

import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code openssl s_time -new}: one connection after the other, no certificate checked. */
record OpenSslTime(String path) implements Client {

  private static final Pattern COUNT = Pattern.compile("(\\d+) connections in \\d+ real seconds");

  @Override
  public String name() {
    return "openssl s_time";
  }

  @Override
  public Sample shake(WebServer.Listener listener, Duration time) {
    return Children.measure(
        List.of(
            path,
            "s_time",
            "-new",
            "-connect",
            "127.0.0.1:" + listener.port(),
            "-time",
            Long.toString(time.toSeconds())),
        OpenSslTime::count);
  }

  static long count(String printed) {
    Matcher matcher = COUNT.matcher(printed);
    return matcher.find() ? Long.parseLong(matcher.group(1)) : 0;
  }
}
