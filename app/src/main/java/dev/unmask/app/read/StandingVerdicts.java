package dev.unmask.app.read;

import dev.unmask.app.compare.Judged;
import dev.unmask.avro.Verdict;
import dev.unmask.schemas.connection.KafkaConnection;
import java.util.SortedMap;
import java.util.TreeMap;

/** The verdicts that stand, as far as they are compared. */
public final class StandingVerdicts {
  private StandingVerdicts() {}

  /** By fingerprint. */
  public static SortedMap<String, Judged> of(KafkaConnection connection) {
    SortedMap<String, Judged> verdicts = new TreeMap<>();
    try (TopicReader<Verdict> reader =
        new TopicReader<>(connection, connection.topics().currentVerdicts())) {
      reader.toEnd(
          (fingerprint, verdict) ->
              verdict.ifPresentOrElse(
                  present -> verdicts.put(fingerprint, Judged.of(present)),
                  () -> verdicts.remove(fingerprint)));
    }
    return verdicts;
  }
}
