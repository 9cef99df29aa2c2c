package dev.unmask.app.probe;

import java.util.Locale;

/**
 * What the probes of one host say on one code of evidence.
 *
 * @param result whether it is so; not tested is not "no"
 * @param detail what was seen, or why nothing was
 */
public record Finding(Result result, String detail) {

  /** Answers to a question of evidence. */
  public enum Result {
    YES,
    NO,
    NOT_TESTED
  }

  static Finding yes(String detail) {
    return new Finding(Result.YES, detail);
  }

  static Finding no(String detail) {
    return new Finding(Result.NO, detail);
  }

  static Finding notTested(String why) {
    return new Finding(Result.NOT_TESTED, why);
  }

  /** Not asked at the tier that the host was probed at. */
  static Finding belowTier(int tier) {
    return notTested("asked from tier " + tier + " on");
  }

  /** A constant as people read it. */
  static String words(Enum<?> symbol) {
    return symbol.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  /** How a probe ended, as people read it. */
  static String outcome(Enum<?> outcome, String detail) {
    return detail.isEmpty() ? words(outcome) : words(outcome) + ": " + detail;
  }

  /** Yes if it holds, else no. */
  static Finding of(boolean holds, String detail) {
    return holds ? yes(detail) : no(detail);
  }
}
