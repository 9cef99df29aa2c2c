package dev.unmask.classify.topology.alert;

import dev.unmask.classify.topology.step.Work;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/** The step {@code alerts-told} of an epoch that is not live: what the live one told of cases. */
final class PublicAlerts implements Work<String, byte[]> {

  private final ProcessorContext<String, ToCase> context;

  PublicAlerts(ProcessorContext<String, ToCase> context) {
    this.context = context;
  }

  @Override
  public void process(Record<String, byte[]> record) {
    CaseHeader.read(record.headers())
        .ifPresent(
            row ->
                context.forward(
                    new Record<>(record.key(), new ToCase.Told(row), record.timestamp())));
  }
}
