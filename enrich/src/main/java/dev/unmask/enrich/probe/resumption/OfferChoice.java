package dev.unmask.enrich.probe.resumption;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Which kept sessions a host is offered: of hosts at other addresses, each from another one; those
 * of genuine hosts first, until one was resumed. A genuine host is offered another's besides, so
 * that both directions are seen.
 */
final class OfferChoice {

  /** Offers to a host that resumes its own sessions, and to one that does not. */
  static final int MOST = 3;

  static final int FEW = 1;

  private static final int MOST_GENUINE = 2;

  private final VisitedHost host;
  private final SessionVault vault;
  private final Shelf shelf;
  private final Set<String> addresses = new HashSet<>();
  private int left;
  private int genuineLeft = MOST_GENUINE;

  OfferChoice(VisitedHost host, SessionVault vault, String protocol, int most) {
    this.host = host;
    this.vault = vault;
    this.shelf = host.shelf(protocol);
    this.left = most;
    addresses.add(host.address());
  }

  /** Takes the next one out of the vault. */
  Optional<KeptSession> next() {
    if (left == 0) {
      return Optional.empty();
    }
    left--;
    Optional<KeptSession> genuine =
        genuineLeft > 0 ? vault.take(shelf, true, addresses) : Optional.empty();
    genuineLeft--;
    return genuine.or(() -> vault.take(shelf, false, addresses));
  }

  /** What the host made of it. */
  void seen(Answer answer) {
    addresses.add(answer.kept().origin().getIp());
    if (answer.kept().genuine() && answer.shaken().resumed()) {
      genuineLeft = 0;
      left = host.visit().target().insideOwner() ? Math.min(left, 1) : 0;
    }
  }
}
