package dev.unmask.app.replay;

import java.util.Locale;

/** What is replayed. */
public enum Source {
  /** What was seen, by probes too. */
  OBSERVATIONS,
  /** What the feed said, and nothing else. */
  BANNERS;

  /** As one says it. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
