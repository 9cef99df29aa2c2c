package dev.unmask.classify.evidence;

import dev.unmask.classify.model.PortClass;
import dev.unmask.classify.model.Signature;
import dev.unmask.classify.ruleset.Ruleset;
import dev.unmask.classify.ruleset.Threshold;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * How the hosts inside the owner's own networks behave, which is the measure for the others: not a
 * constant, as origins differ. Immutable.
 */
final class Twins {

  private final Rows hosts;
  private final Ruleset ruleset;
  private final SortedSet<String> contents;
  private final SortedSet<String> answers;
  private final SortedSet<String> tlsShapes;

  /** Of hosts that completed the handshake. */
  Twins(Rows hosts, Ruleset ruleset) {
    this.hosts = hosts;
    this.ruleset = ruleset;
    this.contents = hosts.where(Behaviour::isContentKnown).values(Behaviour::content);
    this.answers = hosts.where(Behaviour::distinctive).values(Behaviour::answer);
    this.tlsShapes = hosts.where(Behaviour::isTlsShapeKnown).values(Twins::tlsShape);
  }

  Rows hosts() {
    return hosts;
  }

  boolean livenessTested() {
    return hosts.any(Behaviour::livenessTested);
  }

  boolean asked() {
    return hosts.any(Behaviour::asked);
  }

  /** 1 where at least half of the tested twins are alive; falls to 0 with their share. */
  double aliveFactor() {
    return factor(
        hosts.hosts(host -> Behaviour.livenessTested(host) && Behaviour.alive(host)),
        hosts.hosts(Behaviour::livenessTested));
  }

  /** 1 where at least half of the twins that were asked answered; falls to 0 with their share. */
  double answerFactor() {
    return factor(hosts.hosts(Behaviour::answered), hosts.hosts(Behaviour::asked));
  }

  /**
   * What a ServerHello unlike all twins' is worth: it grows with their number, and falls with the
   * chance that yet another of the owner's servers has a new one.
   */
  double shapeFactor() {
    double number = hosts.hosts();
    double half = ruleset.threshold(Threshold.TWINS_FOR_SHAPE);
    return number == 0 ? 0 : number / (number + half) * (1 - novelty(hosts, Twins::tlsShape));
  }

  /** What content unlike all twins' is worth; likewise. */
  double contentFactor() {
    Rows answered = hosts.where(Behaviour::answered);
    double number = answered.hosts();
    double half = ruleset.threshold(Threshold.TWINS_FOR_CONTENT);
    return number == 0 ? 0 : number / (number + half) * (1 - novelty(answered, Behaviour::content));
  }

  /**
   * The probability that the next of them would show what none has shown yet: the share of what was
   * seen once (Good, Biometrika 1953, after Turing).
   */
  private static double novelty(Rows rows, Function<Signature, String> aspect) {
    SortedMap<String, Long> seen = new TreeMap<>();
    rows.rows().forEach(row -> seen.merge(aspect.apply(row.host()), row.count(), Long::sum));
    long once = seen.values().stream().filter(count -> count == 1).count();
    return rows.hosts() == 0 ? 1 : (double) once / rows.hosts();
  }

  private static String tlsShape(Signature host) {
    return host.reach().tlsShape();
  }

  /** Whether a host's ServerHello is known, and like a twin's. */
  boolean speakLike(Signature host) {
    return tlsShapes.contains(tlsShape(host));
  }

  /**
   * Whether a host's ServerHello is unlike that of every twin, and a twin was asked by the same
   * engine. Where a hash is not known, as in merged signatures, nothing can be said: then it is
   * not.
   */
  boolean speakUnlike(Signature host) {
    return hosts.any(twin -> Behaviour.askedBySameEngine(host, twin))
        && Behaviour.isTlsShapeKnown(host)
        && !hosts.any(twin -> !Behaviour.isTlsShapeKnown(twin))
        && !speakLike(host);
  }

  /** Whether the content of a host's answer is none of the twins'; likewise. */
  boolean giveNothingLike(Signature host) {
    return Behaviour.isContentKnown(host)
        && !hosts.any(twin -> Behaviour.gaveContent(twin) && !Behaviour.isContentKnown(twin))
        && !contents.contains(Behaviour.content(host));
  }

  boolean answeredAt(PortClass port) {
    return hosts.any(twin -> Behaviour.port(twin) == port && Behaviour.answered(twin));
  }

  /** Whether a host answers as a twin does, in all that is compared. */
  boolean answerLike(Signature host) {
    return Behaviour.distinctive(host) && answers.contains(Behaviour.answer(host));
  }

  /** The share of the twins that were tested for something which show it; 0 where none was. */
  double share(Predicate<Signature> tested, Predicate<Signature> shows) {
    long number = hosts.hosts(tested);
    return number == 0 ? 0 : (double) hosts.hosts(tested.and(shows)) / number;
  }

  boolean any(Predicate<Signature> shows) {
    return hosts.any(shows);
  }

  private static double factor(long some, long all) {
    return all == 0 ? 0 : Math.min(1, 2.0 * some / all);
  }
}
