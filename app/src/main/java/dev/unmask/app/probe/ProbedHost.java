package dev.unmask.app.probe;

import dev.unmask.avro.Observation;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One probed host: what was seen, and what that says by itself and beside its twin.
 *
 * @param findings by the code of evidence, in the order of the codes
 */
public record ProbedHost(Observation observation, Map<String, Finding> findings) {

  /** Copies the findings, in their order. */
  public ProbedHost {
    findings = Collections.unmodifiableMap(new LinkedHashMap<>(findings));
  }
}
