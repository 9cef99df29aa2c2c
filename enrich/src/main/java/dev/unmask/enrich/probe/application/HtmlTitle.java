package dev.unmask.enrich.probe.application;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/** The title of a page, found without parsing it. */
final class HtmlTitle {

  private static final int LIMIT = 256;

  private HtmlTitle() {}

  /** What stands between the first {@code <title>} and its end; as UTF-8, on one line. */
  static Optional<String> in(byte[] body) {
    String page = new String(body, StandardCharsets.UTF_8);
    String lower = page.toLowerCase(Locale.ROOT);
    if (lower.length() != page.length()) {
      lower = page;
    }
    int tag = lower.indexOf("<title");
    int open = tag < 0 ? -1 : lower.indexOf('>', tag);
    int close = open < 0 ? -1 : lower.indexOf("</title", open);
    if (close < 0) {
      return Optional.empty();
    }
    String title = page.substring(open + 1, close).strip().replaceAll("\\s+", " ");
    return Optional.of(Cut.to(LIMIT, title));
  }
}
