package dev.unmask.app.command;

import org.jspecify.annotations.Nullable;

/** Options whose default is their stage's to know. */
final class Given {
  private Given() {}

  static <T> T or(@Nullable T flag, T otherwise) {
    return flag == null ? otherwise : flag;
  }
}
