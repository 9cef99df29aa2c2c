package dev.unmask.app.lab;

import dev.unmask.avro.HostVerdict;
import dev.unmask.avro.Observation;
import dev.unmask.avro.Verdict;
import dev.unmask.lab.feed.LabTruth;
import java.util.Map;

/**
 * What a run on a lab found, beside what there was to find. Immutable.
 *
 * @param verdicts by fingerprint
 * @param hosts by endpoint
 * @param observations the newest, by endpoint
 */
public record Found(
    LabTruth truth,
    Map<String, Verdict> verdicts,
    Map<String, HostVerdict> hosts,
    Map<String, Observation> observations) {

  /** Copies the maps. */
  public Found {
    verdicts = Map.copyOf(verdicts);
    hosts = Map.copyOf(hosts);
    observations = Map.copyOf(observations);
  }
}
