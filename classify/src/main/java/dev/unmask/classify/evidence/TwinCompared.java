package dev.unmask.classify.evidence;

import dev.unmask.classify.model.Signature;
import dev.unmask.classify.model.Speech.Liveness;
import dev.unmask.classify.ruleset.Sign;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * TWIN: whether the hosts outside the owner's networks behave as those inside, in the same probes.
 * A twin is a host inside the owner's own networks, never just another member of the cluster.
 */
final class TwinCompared implements Rule {

  /**
   * What is left of another ServerHello where something passes connections on: a holder of the key
   * has a balancer of his own, or a relay leads to a server of the owner's that no twin is like.
   */
  private static final double PASSED_ON = 0.5;

  @Override
  public Optional<Finding> look(Cluster cluster) {
    Twins twins = cluster.twins();
    if (twins.hosts().hosts() == 0) {
      return Optional.empty();
    }
    Rows comparable =
        cluster.outside().where(host -> Behaviour.livenessTested(host) || Behaviour.asked(host));
    Predicate<Signature> differs = differsFrom(twins);
    return Optional.of(
        new Finding(
            "TWIN",
            statement(twins, comparable, differs),
            comparable.hosts(differs),
            comparable.hosts(),
            signs(cluster, twins, differs)));
  }

  private static List<Observed> signs(Cluster cluster, Twins twins, Predicate<Signature> differs) {
    Rows suspects =
        cluster.suspects().where(host -> Behaviour.livenessTested(host) || Behaviour.asked(host));
    Rows unlike = suspects.where(host -> ofAnotherStack(cluster, host));
    long number = twins.hosts().hosts();
    return List.of(
        Observed.of(Sign.DIFFERS, suspects.hosts(differs), suspects.hosts()),
        Observed.of(
            Sign.SAME, suspects.hosts(differs.negate().and(twins::answerLike)), suspects.hosts()),
        new Observed(
            Sign.SHAPE_UNLIKE,
            unlike.hosts(),
            suspects.hosts(),
            unlike.mean(host -> strength(cluster, host))),
        Observed.of(Sign.LEAF_AT_OWNER, number, number));
  }

  /**
   * Shows life by a ServerHello that is no twin's, and nothing shows that it passes anything on, or
   * only that it does to a server with content of its own. A share of all suspects: a few edges say
   * nothing of thousands.
   */
  private static boolean ofAnotherStack(Cluster cluster, Signature host) {
    return host.completed()
        && Behaviour.alive(host)
        && cluster.unlikeTwins(host)
        && !cluster.forwarding().leadsToOwner(host)
        && (!cluster.forwarding().proved(host) || cluster.givesOwnContent(host));
  }

  private static double strength(Cluster cluster, Signature host) {
    double full = cluster.twins().hellos().factor(host);
    return cluster.forwarding().proved(host) ? full * PASSED_ON : full;
  }

  /** In a probe that both had, none of the twins ended as this host did. */
  private static Predicate<Signature> differsFrom(Twins twins) {
    SortedSet<String> life =
        twins.hosts().where(Behaviour::livenessTested).values(TwinCompared::life);
    SortedSet<String> speech = twins.hosts().where(Behaviour::asked).values(TwinCompared::speech);
    return unlike(life, Behaviour::livenessTested, TwinCompared::life)
        .or(unlike(speech, Behaviour::asked, TwinCompared::speech));
  }

  private static Predicate<Signature> unlike(
      SortedSet<String> twins, Predicate<Signature> tested, Function<Signature, String> aspect) {
    return host -> !twins.isEmpty() && tested.test(host) && !twins.contains(aspect.apply(host));
  }

  private static String life(Signature host) {
    Liveness liveness = host.speech().liveness();
    return switch (liveness) {
      case ALERT, ORDERLY -> "alive";
      case CLOSED, RESET -> "closed";
      case HELD, UNDECRYPTABLE, NOT_TESTED -> liveness.name();
    };
  }

  private static String speech(Signature host) {
    return switch (host.speech().answer()) {
      case HTTP_SUCCESS, HTTP_REDIRECT, HTTP_ERROR, HTTP_OTHER -> "http";
      case CLOSED, RESET, TLS_ALERT -> "ended";
      case OTHER_BYTES, LDAP_RESULT, SILENCE, UNDECRYPTABLE, NOT_TESTED ->
          host.speech().answer().name();
    };
  }

  private static String statement(Twins twins, Rows comparable, Predicate<Signature> differs) {
    long number = twins.hosts().hosts();
    return Figures.hosts(number)
        + " inside the owner's own networks completed the handshake with this certificate; of "
        + Figures.hosts(comparable.hosts())
        + " outside that had the same probes, "
        + Figures.number(comparable.hosts(differs))
        + " behave otherwise.";
  }
}
