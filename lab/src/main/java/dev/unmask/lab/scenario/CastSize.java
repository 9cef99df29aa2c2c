package dev.unmask.lab.scenario;

/**
 * How many hosts a cast has.
 *
 * @param hosts in all
 * @param onLdaps of them, with the certificate on LDAPS; the others have it on HTTPS
 */
record CastSize(int hosts, int onLdaps) {
  /** What a cast keeps at any scale, and what a scale leaves alone. */
  private static final int HANDFUL = 6;

  CastSize {
    if (onLdaps < 0 || onLdaps > hosts) {
      throw new IllegalArgumentException(onLdaps + " of " + hosts + " hosts on LDAPS");
    }
  }

  CastSize scaled(double scale) {
    if (hosts <= HANDFUL) {
      return this;
    }
    int fewer = Math.max(HANDFUL, Math.round((float) (hosts * scale)));
    int fewerOnLdaps = onLdaps == 0 ? 0 : Math.max(1, Math.round((float) (onLdaps * scale)));
    return new CastSize(fewer, fewerOnLdaps);
  }
}
