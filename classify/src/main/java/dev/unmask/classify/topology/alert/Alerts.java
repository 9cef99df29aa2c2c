package dev.unmask.classify.topology.alert;

import dev.unmask.avro.Disposition;
import dev.unmask.avro.Verdict;
import dev.unmask.classify.alert.AlertPolicy;
import dev.unmask.classify.alert.DispositionKey;
import dev.unmask.classify.topology.failure.CheckedKeys;
import dev.unmask.classify.topology.step.Step;
import dev.unmask.classify.topology.store.Members;
import dev.unmask.classify.topology.store.Profiles;
import dev.unmask.classify.topology.verdict.Imprint;
import dev.unmask.classify.topology.verdict.Judge;
import dev.unmask.classify.topology.verdict.StandingVerdicts;
import dev.unmask.classify.topology.watch.ClassifyCounters;
import dev.unmask.schemas.serde.AvroFormat;
import dev.unmask.schemas.topic.Topics;
import java.util.Optional;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.kstream.Repartitioned;
import org.apache.kafka.streams.processor.api.ProcessorContext;

/**
 * From verdicts to alerts.
 *
 * <pre>
 * verdicts     -> filing      store: filed (fingerprint -> case)
 *                 |  filed, withdrawn
 *                 v  repartition to one task (cases)
 *                 |
 * dispositions -> |  decided
 *                 v  repartition to the same task (said-of-cases)
 *                 cases       store: cases (cases, what is filed under them, decisions, the gate)
 *                 |-> alerts
 * </pre>
 *
 * <p>Of an epoch that is not live: verdicts are those that are public, and cases learn from alerts
 * what was told of them.
 *
 * @param policy which cases make alerts
 * @param judge what a profile means: for verdicts that stand and have come to be wanted
 * @param imprint what every verdict says of its making, and the source of events
 * @param begin run when the step begins that writes; throws if it may not
 */
public record Alerts(
    Topics topics,
    AvroFormat avro,
    AlertPolicy policy,
    Judge judge,
    Imprint imprint,
    ClassifyCounters counters,
    Runnable begin) {

  /** Adds it to a topology that issues verdicts where their profiles are. */
  public void of(KStream<String, Verdict> verdicts, StreamsBuilder builder) {
    builder.addStateStore(FiledStore.builder());
    builder.addStateStore(StoredCases.builder());
    KStream<String, ToCase> filings =
        verdicts.process(
            Step.<String, Verdict, String, ToCase>of(
                context ->
                    new FilingVerdicts(
                        context, policy, new StandingVerdicts(context, judge, imprint, counters))),
            Named.as("filing"),
            FiledStore.NAME,
            Members.NAME,
            Profiles.NAME);
    filings
        .repartition(toOneTask("cases"))
        .merge(said(builder).repartition(toOneTask("said-of-cases")), Named.as("to-cases"))
        .process(
            Step.<String, ToCase, String, String>of(this::cases),
            Named.as("cases"),
            StoredCases.NAME)
        .to(topics.alerts(), Produced.with(Serdes.String(), Serdes.String()).withName("alerts"));
  }

  private Cases cases(ProcessorContext<String, String> context) {
    begin.run();
    return new Cases(context, policy, imprint.source(), counters);
  }

  /** Apart from filings: it may come from another number of partitions than they lie on. */
  private KStream<String, ToCase> said(StreamsBuilder builder) {
    KStream<String, ToCase> decisions = decisions(builder);
    return policy.live()
        ? decisions
        : decisions.merge(told(builder), Named.as("decisions-and-told"));
  }

  private KStream<String, ToCase> told(StreamsBuilder builder) {
    return builder.stream(
            topics.alerts(),
            Consumed.with(Serdes.String(), Serdes.ByteArray()).withName("public-alerts"))
        .process(
            Step.<String, byte[], String, ToCase>of(PublicAlerts::new), Named.as("alerts-told"));
  }

  private KStream<String, ToCase> decisions(StreamsBuilder builder) {
    KStream<String, Disposition> dispositions =
        builder.stream(
            topics.dispositions().name(),
            Consumed.with(
                    CheckedKeys.serde("a case, a SHA-256 or a network", DispositionKey::isKey),
                    avro.serde(topics.dispositions()))
                .withName("dispositions"));
    return dispositions.mapValues(
        disposition -> Decisions.of(Optional.ofNullable(disposition)), Named.as("decisions"));
  }

  /** One partition, so one task: the budget is one, and a decision reaches all cases. */
  private static Repartitioned<String, ToCase> toOneTask(String name) {
    return Repartitioned.<String, ToCase>as(name)
        .withKeySerde(new CaseKey().serde())
        .withValueSerde(new ToCaseCodec().serde())
        .withNumberOfPartitions(1);
  }
}
