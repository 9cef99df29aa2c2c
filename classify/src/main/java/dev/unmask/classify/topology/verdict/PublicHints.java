package dev.unmask.classify.topology.verdict;

import dev.unmask.avro.Hint;
import dev.unmask.classify.topology.step.Work;
import dev.unmask.classify.topology.store.Profiles;
import dev.unmask.classify.topology.store.VerdictRow;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/**
 * The step {@code standing-hints} of an epoch that is not live: keeps which hint is public of each
 * fingerprint, so that it would not be written again.
 */
public final class PublicHints implements Work<String, Hint> {

  private final Profiles profiles;

  public PublicHints(ProcessorContext<?, ?> context) {
    profiles = new Profiles(context);
  }

  @Override
  public void process(Record<String, Hint> record) {
    VerdictRow row = profiles.verdict(record.key()).orElse(VerdictRow.NONE);
    profiles.put(record.key(), row.hinting(HintDraft.hash(record.value())));
  }
}
