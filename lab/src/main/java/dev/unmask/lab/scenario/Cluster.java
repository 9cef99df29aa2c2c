package dev.unmask.lab.scenario;

import dev.unmask.avro.VerdictKind;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * All hosts that show one leaf, and the verdict that they deserve.
 *
 * @param reason why an INCONCLUSIVE one cannot be decided, in unmask's words
 */
public record Cluster(Leaf leaf, VerdictKind verdict, Optional<String> reason, List<Cast> casts) {
  public Cluster {
    if (reason.isPresent() != (verdict == VerdictKind.INCONCLUSIVE)) {
      throw new IllegalArgumentException("INCONCLUSIVE, and nothing else, has a reason");
    }
    casts = List.copyOf(casts);
  }

  public Stream<LabHost> hosts() {
    return casts.stream().flatMap(cast -> cast.hosts().stream());
  }
}
