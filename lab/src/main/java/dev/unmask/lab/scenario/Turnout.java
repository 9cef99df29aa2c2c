package dev.unmask.lab.scenario;

import java.util.SplittableRandom;

/**
 * How many hosts there are of a kind: always as many, or as many as are drawn. Not for use twice: a
 * draw moves its random numbers on.
 */
record Turnout(SplittableRandom random, Range genuine, Range relays, Range keyHolders) {
  /** From least to most, both included. */
  record Range(int least, int most) {
    int draw(SplittableRandom random) {
      return random.nextInt(least, most + 1);
    }
  }

  static Turnout fixed() {
    return new Turnout(new SplittableRandom(0), new Range(3, 3), new Range(6, 6), new Range(4, 4));
  }

  /** Enough of each to be a population: five hosts and fewer are judged one by one, if at all. */
  static Turnout drawn(SplittableRandom random) {
    return new Turnout(random, new Range(3, 7), new Range(6, 14), new Range(6, 12));
  }

  /** Hosts of the owner's. */
  int ofGenuine() {
    return genuine.draw(random);
  }

  /** Relays of one system. */
  int ofRelays() {
    return relays.draw(random);
  }

  /** Holders of one stolen key that behave alike. */
  int ofKeyHolders() {
    return keyHolders.draw(random);
  }
}
