package dev.unmask.classify.topology.verdict;

import dev.unmask.avro.Verdict;
import dev.unmask.classify.topology.store.Members;
import dev.unmask.classify.topology.store.Profiles;
import dev.unmask.classify.topology.tally.Recount;
import dev.unmask.classify.topology.watch.ClassifyCounters;
import java.util.Optional;
import org.apache.kafka.streams.processor.api.ProcessorContext;

/** What a verdict says that was issued before: it is not kept, so it is found once more. */
public final class StandingVerdicts {

  private final Judging judging;
  private final Imprint imprint;
  private final Recount recount;
  private final Profiles profiles;
  private final Samples samples;

  public StandingVerdicts(
      ProcessorContext<?, ?> context, Judge judge, Imprint imprint, ClassifyCounters counters) {
    this.imprint = imprint;
    judging = new Judging(judge, counters);
    recount = new Recount(context);
    profiles = new Profiles(context);
    samples = new Samples(new Members(context));
  }

  /** The verdict on a fingerprint less what does not count for its digest, its revision too. */
  public Optional<Verdict> of(String fingerprint) {
    return recount
        .of(fingerprint)
        .flatMap(
            reading ->
                judging.of(fingerprint, () -> reading, () -> profiles.certificate(fingerprint)))
        .map(judgement -> content(fingerprint, judgement));
  }

  private Verdict content(String fingerprint, Judgement judgement) {
    return new VerdictDraft(
            judgement, samples.of(fingerprint, judgement.roles(), judgement.hosts()), imprint)
        .content();
  }
}
