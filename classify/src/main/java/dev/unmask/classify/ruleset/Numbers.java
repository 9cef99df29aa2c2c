package dev.unmask.classify.ruleset;

import java.math.BigDecimal;

/** Numbers as a person writes them. */
final class Numbers {

  private Numbers() {}

  static String plain(double value) {
    return new BigDecimal(Double.toString(value)).stripTrailingZeros().toPlainString();
  }
}
