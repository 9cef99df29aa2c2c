package dev.unmask.lab.scenario;

/** What a handshake with some name draws. */
public sealed interface NameAnswer {
  /** This certificate, whatever the name. */
  record Shows(Leaf leaf) implements NameAnswer {}

  /** That of the site that has the name. */
  record ShowsItsOwn() implements NameAnswer {}

  /**
   * An alert.
   *
   * @param description RFC 8446 6.2
   * @param recordVersion of the record that carries it
   */
  record Alerts(int description, int recordVersion) implements NameAnswer {}

  /** FIN without a word. */
  record Closes() implements NameAnswer {}
}
