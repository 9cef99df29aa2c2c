package dev.unmask.enrich;

/**
 * Who makes the observations; they all say so.
 *
 * @param name of this enricher, a host name for instance ({@code --name}), 1 to 100 characters
 * @param vantage from where it looks, in the operator's words ({@code --vantage}), at most 100
 *     characters
 * @param version of unmask
 */
public record Identity(String name, String vantage, String version) {
  private static final int LONGEST = 100;

  public Identity {
    if (name.isBlank() || name.length() > LONGEST) {
      throw new IllegalArgumentException(
          "--name is '%s'; give 1 to %d characters".formatted(name, LONGEST));
    }
    if (vantage.length() > LONGEST) {
      throw new IllegalArgumentException(
          "--vantage is '%s'; give at most %d characters".formatted(vantage, LONGEST));
    }
  }
}
