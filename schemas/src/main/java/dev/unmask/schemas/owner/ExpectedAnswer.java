package dev.unmask.schemas.owner;

import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What an owner's servers are known to answer to a request for {@code /}: all that it says must be
 * so. Anybody can answer the same, so it proves nothing; but who answers so need not be a stranger.
 * Immutable.
 *
 * @param status HTTP status; empty where it says nothing of it: then any of success or redirection
 *     (RFC 9110 15.3, 15.4) will do
 * @param server first product of the Server header (RFC 9110 10.2.4), without its version, lower
 *     case; empty where it says nothing of it
 * @param location domain into which it redirects, lower case; empty where it says nothing of it:
 *     then it leads nowhere else
 */
public record ExpectedAnswer(OptionalInt status, String server, String location)
    implements Comparable<ExpectedAnswer> {

  private static final int SUCCESS = 2;
  private static final int REDIRECTION = 3;
  private static final int CLASS = 100;

  private static final Comparator<ExpectedAnswer> ORDER =
      Comparator.comparing(ExpectedAnswer::server)
          .thenComparing(ExpectedAnswer::location)
          .thenComparingInt(answer -> answer.status.orElse(0));

  /**
   * @throws IllegalArgumentException if it names neither a server nor a location: a status alone is
   *     anybody's
   */
  public ExpectedAnswer {
    if (server.isEmpty() && location.isEmpty()) {
      throw new IllegalArgumentException("an expected answer names a server or a location");
    }
  }

  /**
   * Whether an answer is one of these.
   *
   * @param answered its status
   * @param product the first product of its Server header, or empty
   * @param elsewhere the host to which it redirects if that is another than was asked, or empty
   */
  public boolean fits(int answered, String product, Optional<String> elsewhere) {
    return fitsStatus(answered)
        && (server.isEmpty() || server.equals(product.toLowerCase(Locale.ROOT)))
        && (location.isEmpty()
            ? elsewhere.isEmpty()
            : elsewhere.filter(this::isInLocation).isPresent());
  }

  private boolean fitsStatus(int answered) {
    int statusClass = answered / CLASS;
    return status.isPresent()
        ? status.getAsInt() == answered
        : statusClass == SUCCESS || statusClass == REDIRECTION;
  }

  private boolean isInLocation(String host) {
    return host.equals(location) || host.endsWith("." + location);
  }

  @Override
  public int compareTo(ExpectedAnswer that) {
    return ORDER.compare(this, that);
  }
}
