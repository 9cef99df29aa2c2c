package dev.unmask.enrich.policy;

import dev.unmask.avro.PassiveReason;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * How many hosts a scope would add, from what the newest observations say: those that were left
 * alone because no scope held them, or because probing was off, and that this one opens to. Told of
 * observations in the order of their topic; for one thread.
 */
public final class ScopePreview {
  /** More are not counted: so many need a confirmation anyway. */
  static final int MOST = 1_000_000;

  private record Place(String owner, String network) {}

  private final Scope scope;
  private final AddressRules addresses;
  private final Interest interest;
  private final Map<String, Place> added = new HashMap<>();

  public ScopePreview(Scope scope, AddressRules addresses, Interest interest) {
    this.scope = scope;
    this.addresses = addresses;
    this.interest = interest;
  }

  /**
   * An observation of a host.
   *
   * @param subject what its banner said
   * @param reason why it was not probed
   */
  public void see(Subject subject, PassiveReason reason) {
    if (leftAlone(reason) && opensTo(subject)) {
      if (added.size() < MOST) {
        added.put(subject.endpoint(), place(subject));
      }
    } else {
      added.remove(subject.endpoint());
    }
  }

  private static boolean leftAlone(PassiveReason reason) {
    return reason == PassiveReason.OUT_OF_SCOPE || reason == PassiveReason.PROBING_OFF;
  }

  private boolean opensTo(Subject subject) {
    return subject.tcp()
        && scope.entryFor(subject).isPresent()
        && addresses.forbid(subject.ip()).isEmpty()
        && interest.in(subject).isPresent();
  }

  private static Place place(Subject subject) {
    var owner = subject.owner().map(named -> named.id()).orElse("nobody known");
    var system = subject.asn();
    return new Place(owner, system.isPresent() ? "AS" + system.getAsLong() : "no known network");
  }

  /** What it would add. */
  public ScopeChange change() {
    return new ScopeChange(added.size(), count(Place::owner), count(Place::network));
  }

  private Map<String, Long> count(Function<Place, String> by) {
    Collection<Place> places = added.values();
    return places.stream().collect(Collectors.groupingBy(by, Collectors.counting()));
  }
}
