package dev.unmask.enrich.probe.visit;

import dev.unmask.avro.ChainJudgement;
import java.util.List;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;

/** What a probe found, before the chains in it are judged. Immutable. */
@FunctionalInterface
public interface Finding {

  /** Judges a chain at the time of the probe. */
  @FunctionalInterface
  interface Judge {
    /**
     * The judgement on a chain.
     *
     * @param chain DER, as sent, not empty
     * @param serverName the name that was asked for
     */
    ChainJudgement judge(List<byte[]> chain, Optional<String> serverName);
  }

  /** Its record in the observation. Called off the event loop, since judging computes. */
  SpecificRecord record(Judge judge);

  /** Certificates that the host showed for this, DER, possibly malformed. */
  default List<byte[]> shown() {
    return List.of();
  }

  /** A finding without chains. */
  static Finding of(SpecificRecord record) {
    return judge -> record;
  }
}
