package dev.unmask.app.command;

/** Headings that the help of every command uses. */
final class Examples {
  static final String HEADING = "%nExamples:%n";
  static final String OPTIONS = "%nOptions:%n";
  static final String CONNECTION = "%nKafka and schema registry:%n";
  static final String PROBING = "%nProbing (off until a contact and a scope are given):%n";
  static final String SAMPLING = "%nHow deeply, and when again:%n";
  static final String OWNERS = "%nOwners:%n";
  static final String WORK = "%nWork:%n";
  static final String ALERTS = "%nAlerts:%n";
  static final String MONITORING = "%nMonitoring:%n";

  private Examples() {}
}
