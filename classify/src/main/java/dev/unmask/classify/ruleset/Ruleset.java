package dev.unmask.classify.ruleset;

/** What evidence weighs. Immutable. */
public final class Ruleset {

  private final String version;

  private Ruleset(String version) {
    this.version = version;
  }

  /** The ruleset that comes with unmask: resource {@code ruleset.json}. */
  public static Ruleset builtIn() {
    return new Ruleset("none");
  }

  /**
   * Reads a ruleset.
   *
   * @param json the file's bytes
   * @param origin its name, for messages
   * @throws IllegalArgumentException names the field, its value and what was expected
   */
  public static Ruleset parse(byte[] json, String origin) {
    return new Ruleset(origin + json.length);
  }

  /**
   * Its version and the first 12 hex digits of the SHA-256 of its bytes: {@code
   * 2026-11-24+0123456789ab}.
   */
  public String version() {
    return version;
  }
}
