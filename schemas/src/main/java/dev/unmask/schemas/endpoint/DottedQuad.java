package dev.unmask.schemas.endpoint;

/**
 * The usual text of an IPv4 address, told without the general parser: every record that is read or
 * placed has one.
 */
final class DottedQuad {

  private static final int PARTS = 4;

  private DottedQuad() {}

  /** Whether the text is four decimal numbers of 0 to 255, without leading zeros, between dots. */
  static boolean isCanonical(String text) {
    int parts = 0;
    int begin = 0;
    while (begin <= text.length() && parts < PARTS) {
      int dot = text.indexOf('.', begin);
      int end = dot < 0 ? text.length() : dot;
      if (!isOctet(text, begin, end)) {
        return false;
      }
      parts++;
      begin = end + 1;
    }
    return parts == PARTS && begin > text.length();
  }

  private static boolean isOctet(String text, int begin, int end) {
    int digits = end - begin;
    if (digits < 1 || digits > 3 || (digits > 1 && text.charAt(begin) == '0')) {
      return false;
    }
    int value = 0;
    for (int i = begin; i < end; i++) {
      int digit = text.charAt(i) - '0';
      if (digit < 0 || digit > 9) {
        return false;
      }
      value = value * 10 + digit;
    }
    return value <= 255;
  }
}
