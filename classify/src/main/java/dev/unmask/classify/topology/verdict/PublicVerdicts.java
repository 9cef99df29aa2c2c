package dev.unmask.classify.topology.verdict;

import dev.unmask.avro.Verdict;
import dev.unmask.classify.topology.step.Work;
import dev.unmask.classify.topology.store.Issued;
import dev.unmask.classify.topology.store.Profiles;
import dev.unmask.classify.topology.store.VerdictRow;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/**
 * The step {@code standing-verdicts} of an epoch that is not live: keeps which revision of each
 * verdict is public, so that the next one could follow it.
 */
public final class PublicVerdicts implements Work<String, Verdict> {

  private final ProcessorContext<String, Verdict> context;
  private final Profiles profiles;

  public PublicVerdicts(ProcessorContext<String, Verdict> context) {
    this.context = context;
    profiles = new Profiles(context);
  }

  @Override
  public void process(Record<String, Verdict> record) {
    VerdictRow row = profiles.verdict(record.key()).orElse(VerdictRow.NONE);
    profiles.put(record.key(), row.issuing(Issued.of(record.value())));
    context.forward(record);
  }
}
