package dev.unmask.classify.evidence;

import dev.unmask.classify.model.Signature;
import dev.unmask.classify.ruleset.Ruleset;
import dev.unmask.classify.ruleset.Threshold;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;

/**
 * The ServerHellos of the twins, by what drew them: the owner may run other servers at another
 * class of port, and an answer follows the ClientHello. Immutable.
 */
final class TwinHellos {

  private final SortedSet<String> shapes;
  private final SortedMap<String, Double> factors = new TreeMap<>();
  private final boolean allKnown;

  TwinHellos(Rows twins, Ruleset ruleset) {
    Rows known = twins.where(Behaviour::isTlsShapeKnown);
    this.shapes = known.values(TwinHellos::shape);
    this.allKnown = known.hosts() == twins.hosts();
    for (String drawn : known.values(TwinHellos::drawnBy)) {
      factors.put(drawn, factor(known.where(twin -> drawnBy(twin).equals(drawn)), ruleset));
    }
  }

  private static double factor(Rows twins, Ruleset ruleset) {
    double number = twins.hosts();
    double half = ruleset.threshold(Threshold.TWINS_FOR_SHAPE);
    return number / (number + half) * (1 - twins.novelty(TwinHellos::shape));
  }

  /** Of any twin, as a relay at one port may lead to the owner's server at another. */
  boolean haveLike(Signature host) {
    return shapes.contains(shape(host));
  }

  /**
   * Whether twins were asked the same at such a port, and neither they nor others answer like this.
   * Where a hash is not known, as in merged signatures, nothing can be said: then it is not.
   */
  boolean areUnlike(Signature host) {
    return allKnown
        && Behaviour.isTlsShapeKnown(host)
        && factors.containsKey(drawnBy(host))
        && !haveLike(host);
  }

  /**
   * What a ServerHello unlike all twins' is worth: it grows with the number of twins that were
   * asked the same at such a port, and falls with the chance that yet another of the owner's
   * servers there has a new one; 0 where none was.
   */
  double factor(Signature host) {
    return Behaviour.isTlsShapeKnown(host) ? factors.getOrDefault(drawnBy(host), 0.0) : 0;
  }

  /** The class of port, and by the shape's first digit the ClientHello. */
  private static String drawnBy(Signature host) {
    return Behaviour.port(host) + "/" + shape(host).charAt(0);
  }

  private static String shape(Signature host) {
    return host.reach().tlsShape();
  }
}
