package dev.unmask.lab.scenario;

import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * Draws sites among some hundreds of hosting companies in many countries: a few big, most small.
 * Their AS numbers are private ones (RFC 6996), as the sixteen of RFC 5398 would not do.
 */
final class HostingNetworks implements Supplier<Site> {
  private static final long FIRST_PRIVATE_ASN = 4_200_000_000L;
  private static final int COMPANIES = 400;

  // The greater the offset, the smaller the biggest: 1.6 % of all hosts for companies, 13 % for
  // countries.
  private static final int COMPANY_OFFSET = 20;
  private static final int COUNTRY_OFFSET = 2;

  private static final List<String> COUNTRIES =
      List.of(
          "US", "DE", "NL", "GB", "FR", "SG", "CA", "RU", "JP", "IN", "AU", "SE", "HK", "ES", "IT",
          "PL", "BR", "CH", "FI", "CZ", "RO", "UA", "TR", "AE", "ZA", "MX", "AT", "NO", "DK", "IE",
          "BE", "HU", "BG", "IL", "KR", "TW", "ID", "MY", "VN", "TH", "CL", "AR", "CO", "PT", "LV",
          "LT", "EE", "MD", "KZ", "IS");

  private final SplittableRandom random;
  private final double[] companyShares = shares(COMPANIES, COMPANY_OFFSET);
  private final List<Site> companies;

  HostingNetworks(SplittableRandom random) {
    this.random = random;
    double[] countryShares = shares(COUNTRIES.size(), COUNTRY_OFFSET);
    this.companies =
        IntStream.range(0, COMPANIES)
            .mapToObj(n -> company(n, COUNTRIES.get(draw(countryShares))))
            .toList();
  }

  @Override
  public Site get() {
    return companies.get(draw(companyShares));
  }

  private static Site company(int number, String country) {
    return new Site(new Network(FIRST_PRIVATE_ASN + number, "Example Hosting " + number), country);
  }

  /** Zipf's law, cumulated. */
  private static double[] shares(int count, int offset) {
    double[] shares = new double[count];
    double sum = 0;
    for (int rank = 0; rank < count; rank++) {
      sum += 1.0 / (offset + rank);
      shares[rank] = sum;
    }
    return shares;
  }

  private int draw(double[] shares) {
    double at = random.nextDouble(shares[shares.length - 1]);
    int rank = 0;
    while (shares[rank] <= at) {
      rank++;
    }
    return rank;
  }
}
