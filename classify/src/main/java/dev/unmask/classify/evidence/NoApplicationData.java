package dev.unmask.classify.evidence;

import dev.unmask.classify.ruleset.Sign;
import java.util.List;
import java.util.Optional;

/**
 * NO_APPLICATION_DATA: the handshake completes, a GET draws silence. It weighs nothing where the
 * host gives another sign of life, or where the twins are silent too; a server that waits for LDAP
 * was never asked.
 */
final class NoApplicationData implements Rule {

  @Override
  public Optional<Finding> look(Cluster cluster) {
    long asked = cluster.all().hosts(Behaviour::asked);
    if (asked == 0) {
      return Optional.empty();
    }
    long silent = cluster.all().hosts(Behaviour::silent);
    return Optional.of(
        new Finding(
            "NO_APPLICATION_DATA",
            statement(cluster.twins(), silent, asked),
            silent,
            asked,
            List.of(sign(cluster.suspects(), cluster.twins()))));
  }

  private static Observed sign(Rows suspects, Twins twins) {
    long silent = suspects.hosts(Behaviour::silent);
    long asked = suspects.hosts(Behaviour::asked);
    return twins.asked()
        ? new Observed(Sign.SILENT, silent, asked, twins.answerFactor())
        : Observed.of(Sign.SILENT_WITHOUT_TWIN, silent, asked);
  }

  private static String statement(Twins twins, long silent, long asked) {
    String all =
        Figures.of(silent, asked)
            + " completed the handshake and then sent no application data when asked by HTTP";
    return twins.asked()
        ? all
            + "; of those inside the owner's own networks, "
            + Figures.of(
                twins.hosts().hosts(Behaviour::answered), twins.hosts().hosts(Behaviour::asked))
            + " answered."
        : all + ".";
  }
}
