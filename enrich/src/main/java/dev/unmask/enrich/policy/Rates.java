package dev.unmask.enrich.policy;

/**
 * Connections that may begin in a second, whichever second one looks at; each 1 to 100,000.
 *
 * @param all over all hosts ({@code --rate})
 * @param system into one autonomous system ({@code --asn-rate})
 * @param subnet into one /24 or /48 ({@code --subnet-rate})
 * @param address to one address ({@code --address-rate})
 */
public record Rates(int all, int system, int subnet, int address) {
  private static final int MOST = 100_000;

  public Rates {
    check("--rate", all);
    check("--asn-rate", system);
    check("--subnet-rate", subnet);
    check("--address-rate", address);
  }

  /** 1,000 over all, 200 into one autonomous system, 20 into one subnet, 5 to one address. */
  public static Rates defaults() {
    return new Rates(1_000, 200, 20, 5);
  }

  private static void check(String flag, int value) {
    if (value < 1 || value > MOST) {
      throw new IllegalArgumentException(
          "%s is %,d; give a number from 1 to %,d".formatted(flag, value, MOST));
    }
  }
}
