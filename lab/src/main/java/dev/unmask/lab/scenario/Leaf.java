package dev.unmask.lab.scenario;

/** The leaf certificates that the lab's hosts show; all of them are for {@value #NAME}. */
public enum Leaf {
  /** Signed by the owner's update CA, whose root expired in May 2021. */
  EXPIRED_ROOT,
  /** Its successor, signed by the owner's CA of today, as are the next three. */
  RENEWED,
  /** On the owner's own servers alone. */
  IN_HOUSE,
  /** On the servers of the owner's CDN. */
  AT_THE_EDGE,
  /** On hosts that are gone. */
  RETIRED,
  /** Signed by somebody who calls his CA what the owner calls its own. */
  FORGED;

  /** The name that every leaf is for. */
  public static final String NAME = "www.update.microsoft.com";
}
