package dev.unmask.classify.topology.latest;

import dev.unmask.avro.HostVerdict;
import dev.unmask.classify.topology.step.Work;
import java.util.Optional;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * The step {@code standing-hosts} of an epoch that is not live: keeps what is public of each
 * endpoint, so that it would not be written again. Of an endpoint that this epoch has not seen too.
 */
public final class PublicHosts implements Work<String, HostVerdict> {

  private final KeyValueStore<String, LatestRow> rows;

  public PublicHosts(ProcessorContext<?, ?> context) {
    rows = context.getStateStore(LatestStore.NAME);
  }

  @Override
  public void process(Record<String, HostVerdict> record) {
    LatestRow row = Optional.ofNullable(rows.get(record.key())).orElse(LatestRow.NONE);
    long hash = Optional.ofNullable(record.value()).map(HostVerdictDraft::hash).orElse(0L);
    if (row.told() != hash) {
      keep(record.key(), row.standing(hash));
    }
  }

  private void keep(String endpoint, LatestRow row) {
    if (row.empty() && row.told() == 0) {
      rows.delete(endpoint);
    } else {
      rows.put(endpoint, row);
    }
  }
}
