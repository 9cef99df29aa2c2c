package dev.unmask.classify.evidence;

import dev.unmask.classify.model.PortClass;
import dev.unmask.classify.model.Signature;
import dev.unmask.classify.ruleset.Ruleset;
import dev.unmask.classify.ruleset.Threshold;
import java.util.SortedSet;
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
  private final TwinHellos hellos;

  /** Of hosts that completed the handshake. */
  Twins(Rows hosts, Ruleset ruleset) {
    this.hosts = hosts;
    this.ruleset = ruleset;
    this.contents = hosts.where(Behaviour::isContentKnown).values(Behaviour::content);
    this.answers = hosts.where(Behaviour::distinctive).values(Behaviour::answer);
    this.hellos = new TwinHellos(hosts, ruleset);
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

  /** Their ServerHellos. */
  TwinHellos hellos() {
    return hellos;
  }

  /**
   * What content unlike all twins' is worth: it grows with their number, and falls with the chance
   * that yet another of the owner's servers gives something new.
   */
  double contentFactor() {
    Rows answered = hosts.where(Behaviour::answered);
    double number = answered.hosts();
    double half = ruleset.threshold(Threshold.TWINS_FOR_CONTENT);
    return number == 0 ? 0 : number / (number + half) * (1 - answered.novelty(Behaviour::content));
  }

  /**
   * Whether the content of a host's answer is none of the twins'; not where a hash is not known, as
   * in merged signatures.
   */
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
