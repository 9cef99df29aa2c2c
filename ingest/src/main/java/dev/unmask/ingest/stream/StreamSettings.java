package dev.unmask.ingest.stream;

import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Where a stream is, and how much patience there is with it. Immutable.
 *
 * @param url https, or http to this machine; without the key
 * @param key empty where the feed wants none
 * @param answering how long a connection may take until its answer begins, 100 ms to 5 min
 * @param silence how long one may be without a whole line, heartbeats included, 100 ms to 1 h
 * @param pause before the first attempt to connect once more; doubled before each further one up to
 *     64 times; 1 ms to 1 min
 */
public record StreamSettings(
    URI url, Optional<StreamKey> key, Duration answering, Duration silence, Duration pause) {

  private static final List<String> THIS_MACHINE = List.of("127.0.0.1", "[::1]", "localhost");
  private static final Duration SHORTEST = Duration.ofMillis(100);

  public StreamSettings {
    requireUrl(url);
    requireRange("--stream-answering", answering, SHORTEST, Duration.ofMinutes(5));
    requireRange("--stream-silence", silence, SHORTEST, Duration.ofHours(1));
    requireRange("--stream-pause", pause, Duration.ofMillis(1), Duration.ofMinutes(1));
  }

  /**
   * The defaults, for this stream.
   *
   * @throws IllegalArgumentException if the URL is none, or none that a key may be sent to
   */
  public static StreamSettings defaults(String url, Optional<StreamKey> key) {
    return new StreamSettings(
        parsed(url), key, Duration.ofSeconds(30), Duration.ofSeconds(60), Duration.ofSeconds(1));
  }

  /** The same, with other patience for a connection without a line. */
  public StreamSettings withSilence(Duration other) {
    return new StreamSettings(url, key, answering, other, pause);
  }

  /** The address to ask, key included: not to be shown. */
  URI request() {
    return key.map(secret -> URI.create(url + separator() + secret.parameter())).orElse(url);
  }

  private String separator() {
    return url.getRawQuery() == null ? "?" : "&";
  }

  private static URI parsed(String url) {
    try {
      return URI.create(url);
    } catch (IllegalArgumentException malformed) {
      throw new IllegalArgumentException("--stream: expected a URL, got something else", malformed);
    }
  }

  private static void requireUrl(URI url) {
    String scheme = String.valueOf(url.getScheme());
    String host = String.valueOf(url.getHost());
    boolean clear = scheme.equals("http") && THIS_MACHINE.contains(host);
    if (url.getHost() == null || !(scheme.equals("https") || clear)) {
      throw new IllegalArgumentException(
          "--stream: expected https://HOST/PATH, or http:// to this machine: a key goes with it");
    }
    if (url.getRawUserInfo() != null || hasKey(url)) {
      throw new IllegalArgumentException(
          "--stream: expected a URL without the key, which every user of this machine would see:"
              + " UNMASK_STREAM_KEY or --stream-key-file has it");
    }
    if (url.getRawFragment() != null) {
      throw new IllegalArgumentException("--stream: expected a URL without '#'");
    }
  }

  private static boolean hasKey(URI url) {
    String query = url.getRawQuery();
    return query != null
        && Arrays.stream(query.split("&", -1)).anyMatch(parameter -> parameter.startsWith("key="));
  }

  private static void requireRange(String flag, Duration value, Duration least, Duration most) {
    if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
      throw new IllegalArgumentException(
          flag + " " + value + ": expected " + least + " to " + most);
    }
  }
}
