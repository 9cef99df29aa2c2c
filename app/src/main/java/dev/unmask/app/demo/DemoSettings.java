package dev.unmask.app.demo;

/**
 * How a demo is run.
 *
 * @param scale size of the lab, above 0, at most 1
 * @param seed of the lab's hosts
 */
public record DemoSettings(double scale, long seed) {
  /** Checks the scale. */
  public DemoSettings {
    if (!(scale > 0 && scale <= 1)) {
      throw new IllegalArgumentException(
          "--scale is " + scale + ": give a number above 0, at most 1");
    }
  }
}
