package dev.unmask.classify.evidence;

import dev.unmask.classify.model.Signature;
import dev.unmask.classify.model.Speech.Liveness;
import dev.unmask.classify.ruleset.Sign;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * LIVENESS: what a forged record drew after Finished (RFC 8446 5.2, RFC 5246 7.2.2). CLOSED and
 * RESET are nothing by themselves: key holders do so too. HELD is a sign only where the twins show
 * life.
 */
final class LivenessShown implements Rule {

  @Override
  public Optional<Finding> look(Cluster cluster) {
    Rows tested = cluster.all().where(Behaviour::livenessTested);
    if (tested.hosts() == 0) {
      return Optional.empty();
    }
    long lifeless = drew(tested, Liveness.HELD) + drew(tested, Liveness.UNDECRYPTABLE);
    Rows suspects = cluster.suspects().where(Behaviour::livenessTested);
    return Optional.of(
        new Finding(
            "LIVENESS",
            statement(tested),
            lifeless,
            tested.hosts(),
            signs(suspects, cluster.twins())));
  }

  private static List<Observed> signs(Rows suspects, Twins twins) {
    long total = suspects.hosts();
    long held = suspects.hosts(LivenessShown::heldAndNotAlive);
    Observed holding =
        twins.livenessTested()
            ? new Observed(Sign.HELD, held, total, twins.aliveFactor())
            : Observed.of(Sign.HELD_WITHOUT_TWIN, held, total);
    return List.of(
        holding,
        Observed.of(Sign.UNDECRYPTABLE, drew(suspects, Liveness.UNDECRYPTABLE), total),
        Observed.of(Sign.ALIVE, suspects.hosts(Behaviour::alive), total));
  }

  private static boolean heldAndNotAlive(Signature host) {
    return host.speech().liveness() == Liveness.HELD && !Behaviour.alive(host);
  }

  private static String statement(Rows tested) {
    List<String> parts = new ArrayList<>();
    part(parts, drew(tested, Liveness.HELD), "held the connection open in silence");
    part(parts, drew(tested, Liveness.ALERT), "answered with an encrypted alert");
    part(parts, drew(tested, Liveness.ORDERLY), "answered an orderly close with theirs");
    part(
        parts,
        drew(tested, Liveness.CLOSED) + drew(tested, Liveness.RESET),
        "closed or reset it without a word");
    part(parts, drew(tested, Liveness.UNDECRYPTABLE), "sent bytes that do not decrypt");
    return "A forged record after the handshake was sent to "
        + Figures.hosts(tested.hosts())
        + ": "
        + String.join(", ", parts)
        + ".";
  }

  private static void part(List<String> parts, long hosts, String did) {
    if (hosts > 0) {
      parts.add(Figures.number(hosts) + " " + did);
    }
  }

  private static long drew(Rows rows, Liveness liveness) {
    return rows.hosts(host -> host.speech().liveness() == liveness);
  }
}
