package dev.unmask.schemas.owner;

import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What is known of one owner over time, as {@link Owner} has it at one moment. Immutable. */
record OwnerHistory(
    String id,
    String name,
    Set<Dated<String>> domains,
    Set<Dated<Long>> asns,
    Set<Dated<String>> prefixes,
    Set<Dated<String>> issuers,
    boolean issuersKnown,
    Set<Dated<String>> agents,
    Set<Dated<ExpectedAnswer>> answers,
    boolean watched) {

  OwnerHistory {
    domains = Set.copyOf(domains);
    asns = Set.copyOf(asns);
    prefixes = Set.copyOf(prefixes);
    issuers = Set.copyOf(issuers);
    agents = Set.copyOf(agents);
    answers = Set.copyOf(answers);
  }

  /** As it was then. */
  Owner at(Instant when) {
    Set<String> signing = held(issuers, when);
    return new Owner(
        id,
        name,
        held(domains, when),
        held(asns, when),
        held(prefixes, when),
        signing,
        issuersKnown && !signing.isEmpty(),
        held(agents, when),
        held(answers, when),
        watched);
  }

  /** Moments at which something began or ceased to hold. */
  Stream<Instant> changes() {
    return Stream.of(domains, asns, prefixes, issuers, agents, answers)
        .flatMap(Set::stream)
        .flatMap(fact -> Stream.concat(fact.from().stream(), fact.until().stream()));
  }

  /** With what another entry of the same id adds. */
  OwnerHistory extendedBy(OwnerHistory more) {
    return new OwnerHistory(
        id,
        more.name.isEmpty() ? name : more.name,
        union(domains, more.domains),
        union(asns, more.asns),
        union(prefixes, more.prefixes),
        union(issuers, more.issuers),
        issuersKnown || more.issuersKnown,
        union(agents, more.agents),
        union(answers, more.answers),
        watched || more.watched);
  }

  private static <T extends Comparable<T>> Set<T> held(Set<Dated<T>> facts, Instant when) {
    return facts.stream()
        .filter(fact -> fact.holdsAt(when))
        .map(Dated::value)
        .collect(Collectors.toSet());
  }

  private static <T> Set<T> union(Set<T> some, Set<T> more) {
    Set<T> all = new LinkedHashSet<>(some);
    all.addAll(more);
    return all;
  }
}
