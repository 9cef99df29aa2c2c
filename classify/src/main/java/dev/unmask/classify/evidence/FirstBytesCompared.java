package dev.unmask.classify.evidence;

import dev.unmask.classify.model.Manners.FirstBytes;
import dev.unmask.classify.model.Manners.PlainHttp;
import dev.unmask.classify.model.Signature;
import dev.unmask.classify.ruleset.Sign;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * FIRST_BYTES: half a hello, and HTTP in clear, on the TLS port: held, closed or answered, compared
 * with the twins at such a port. What no twin does is a parser that is not the owner's server: in
 * front of it, where the host otherwise speaks as a twin; else whose, it does not say.
 */
final class FirstBytesCompared implements Rule {

  @Override
  public Optional<Finding> look(Cluster cluster) {
    Rows tested = cluster.outside().where(Forwarding::firstBytesSent);
    if (tested.hosts() == 0) {
      return Optional.empty();
    }
    Predicate<Signature> differs = differs(cluster.twins());
    long other = tested.hosts(differs);
    return Optional.of(
        new Finding(
            "FIRST_BYTES",
            Figures.of(other, tested.hosts())
                + " outside the owner's networks treat half a hello or HTTP in clear as none of the"
                + " "
                + Figures.hosts(cluster.twins().hosts().hosts(Forwarding::firstBytesSent))
                + " tested inside does.",
            other,
            tested.hosts(),
            signs(cluster, differs)));
  }

  private static List<Observed> signs(Cluster cluster, Predicate<Signature> differs) {
    Rows suspects = cluster.suspects().where(Forwarding::firstBytesSent);
    Predicate<Signature> inFront = differs.and(cluster.forwarding()::speaksAsTwin);
    return List.of(
        Observed.of(Sign.PARSER_IN_FRONT, suspects.hosts(inFront), suspects.hosts()),
        Observed.of(
            Sign.OTHER_PARSER,
            suspects.hosts(differs) - suspects.hosts(inFront),
            suspects.hosts()));
  }

  /** In a test that twins at such a port had too, none of them did as this host. */
  private static Predicate<Signature> differs(Twins twins) {
    SortedSet<String> seen = new TreeSet<>();
    twins
        .hosts()
        .where(Forwarding::firstBytesSent)
        .rows()
        .forEach(row -> seen.addAll(did(row.host())));
    return host -> did(host).stream().anyMatch(one -> !seen.contains(one) && comparable(one, seen));
  }

  private static boolean comparable(String one, SortedSet<String> seen) {
    String test = one.substring(0, one.lastIndexOf('/') + 1);
    return seen.tailSet(test).stream()
        .findFirst()
        .filter(next -> next.startsWith(test))
        .isPresent();
  }

  /** What it was sent at which port, and what came: {@code HTTPS/half/HELD}. */
  private static List<String> did(Signature host) {
    FirstBytes half = host.manners().firstBytes();
    PlainHttp clear = host.manners().plainHttp();
    List<String> did = new ArrayList<>();
    if (half != FirstBytes.NOT_TESTED) {
      did.add(Behaviour.port(host) + "/half/" + half);
    }
    if (clear != PlainHttp.NOT_TESTED) {
      did.add(Behaviour.port(host) + "/clear/" + clear);
    }
    return did;
  }
}
