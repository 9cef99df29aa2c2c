package dev.unmask.app.command;

import java.util.Locale;

/** What a result is printed as that is more than a list of records. */
enum PageFormat {
  /** A page or a table, for people. */
  TABLE,
  /** JSON, an object a line. */
  JSON;

  /** As one types it. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
