package dev.unmask.classify.evidence;

import java.util.Locale;

/** Numbers and nouns in sentences, the same on any machine. */
public final class Figures {

  private static final String[] MONTHS = {
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December"
  };

  private Figures() {}

  /** {@code 8,225}. */
  public static String number(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  /** {@code 1 host}, {@code 8,225 hosts}. */
  public static String hosts(long hosts) {
    return counted(hosts, "host", "hosts");
  }

  /** {@code 1 network}, {@code 312 networks}. */
  public static String counted(long number, String one, String many) {
    return number(number) + " " + (number == 1 ? one : many);
  }

  /** {@code 8,225 of 8,231 hosts}. */
  public static String of(long some, long all) {
    return number(some) + " of " + number(all) + " hosts";
  }

  /** {@code +7.0}, {@code -12.3}: bits from their thousandths. */
  public static String bits(long millibits) {
    return String.format(Locale.ROOT, "%+.1f", millibits / 1000.0);
  }

  /** {@code May 2021}, from the months since January 1970. */
  static String month(int sinceEpoch) {
    return MONTHS[sinceEpoch % 12] + " " + (1970 + sinceEpoch / 12);
  }
}
