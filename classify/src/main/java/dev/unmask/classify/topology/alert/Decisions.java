package dev.unmask.classify.topology.alert;

import dev.unmask.avro.Disposition;
import java.util.Optional;

/** What people have decided, cut to what is kept: whoever writes the topic may write anything. */
final class Decisions {

  private static final int LONGEST_BY = 100;
  private static final int LONGEST_WHY = 500;

  private Decisions() {}

  static ToCase of(Optional<Disposition> disposition) {
    return new ToCase.Decided(disposition.map(Decisions::cut));
  }

  private static Disposition cut(Disposition made) {
    return Disposition.newBuilder(made)
        .setBy(cut(made.getBy(), LONGEST_BY))
        .setWhy(cut(made.getWhy(), LONGEST_WHY))
        .build();
  }

  private static String cut(String text, int most) {
    return text.codePointCount(0, text.length()) <= most
        ? text
        : text.substring(0, text.offsetByCodePoints(0, most));
  }
}
