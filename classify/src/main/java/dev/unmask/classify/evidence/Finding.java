package dev.unmask.classify.evidence;

import java.util.List;

/**
 * What one rule sees.
 *
 * @param code of the evidence, for example {@code NO_APPLICATION_DATA}
 * @param statement a sentence with its figures
 * @param support hosts of the whole cluster that show it
 * @param total hosts of the whole cluster that were tested for it
 * @param signs what is weighed; their hosts may be part of the cluster only (those outside the
 *     owner's networks)
 */
public record Finding(
    String code, String statement, long support, long total, List<Observed> signs) {

  public Finding {
    signs = List.copyOf(signs);
    if (support < 0 || support > total) {
      throw new IllegalArgumentException(code + ": support " + support + " of " + total);
    }
  }
}
