package dev.unmask.ingest.record;

import java.util.Locale;

/** Whose record it is, told by its fields. */
public enum Format {
  /** A banner, or banners within a host or a search result. */
  SHODAN("ip_str", "timestamp"),
  /** What ZGrab2's modules tls and http saw of a host. */
  ZGRAB2("ip", "timestamp"),
  /** An event of LeakIX (l9format). */
  LEAKIX("ip", "time"),
  /** A host document of Censys, with its services. */
  CENSYS("ip", "scan_time");

  private final String addressField;
  private final String timeField;

  Format(String addressField, String timeField) {
    this.addressField = addressField;
    this.timeField = timeField;
  }

  /** What banners are marked with, and a user names: {@code zgrab2}. */
  public String feed() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Where the address is looked for first. */
  String addressField() {
    return addressField;
  }

  /** Where the time of the observation is. */
  String timeField() {
    return timeField;
  }
}
