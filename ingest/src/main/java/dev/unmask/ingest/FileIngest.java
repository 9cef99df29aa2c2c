package dev.unmask.ingest;

import dev.unmask.ingest.IngestException.Fault;
import dev.unmask.ingest.Prepared.End;
import dev.unmask.ingest.Prepared.ParsedLine;
import dev.unmask.ingest.publish.Committed;
import dev.unmask.ingest.publish.Transactions;
import dev.unmask.ingest.source.Input;
import dev.unmask.ingest.source.OpenInput;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The ingestion of one input: takes lines as they come and puts them into transactions, until the
 * end or until it is told to stop. One thread runs it; any may ask for the report, which counts
 * what is committed.
 */
final class FileIngest {

  private static final Logger LOG = LoggerFactory.getLogger(FileIngest.class);

  /** How soon a request to stop is noticed while the input is silent. */
  private static final Duration ATTENTION = Duration.ofMillis(200);

  private static final long TOO_FEW_TO_JUDGE = 1_000;

  private final Input input;
  private final OpenInput opened;
  private final double maxDeadShare;
  private final Counters counters;
  private volatile FileReport report;

  FileIngest(Input input, OpenInput opened, double maxDeadShare, Counters counters) {
    this.input = input;
    this.opened = opened;
    this.maxDeadShare = maxDeadShare;
    this.counters = counters;
    report = new FileReport(input.name(), 0, 0, 0, 0, 0, false, Optional.empty());
  }

  /** What is done so far. */
  FileReport report() {
    return report;
  }

  /** Bytes read so far; they may be ahead of what is committed. */
  long position() {
    return opened.position();
  }

  /**
   * Runs until the end of the input, or until {@code stopping}; the transaction at hand is
   * committed either way.
   *
   * @throws org.apache.kafka.common.KafkaException if the broker or the registry fails
   * @throws IngestException if too much of the input cannot be read
   */
  void run(ReadAhead lines, Transactions transactions, BooleanSupplier stopping)
      throws InterruptedException {
    transactions.start();
    lines.start();
    Optional<End> end = Optional.empty();
    while (end.isEmpty() && !stopping.getAsBoolean()) {
      Optional<Prepared> next = lines.next(shorter(ATTENTION, transactions.untilDue()));
      end = next.filter(End.class::isInstance).map(End.class::cast);
      next.filter(ParsedLine.class::isInstance)
          .map(ParsedLine.class::cast)
          .ifPresent(line -> add(line, transactions));
      if (transactions.untilDue().isZero()) {
        commit(transactions);
      }
    }
    commit(transactions);
    end.ifPresent(this::finish);
  }

  private static void add(ParsedLine line, Transactions transactions) {
    transactions.add(line.line(), line.records());
  }

  private void commit(Transactions transactions) {
    Committed committed = transactions.commit();
    counters.add(committed);
    FileReport before = report;
    report =
        new FileReport(
            input.name(),
            before.read() + committed.published() + committed.dead(),
            before.published() + committed.published(),
            before.dead() + committed.dead(),
            opened.position(),
            committed.lastLine(),
            false,
            Optional.empty());
    requireReadable(report);
  }

  private void requireReadable(FileReport done) {
    if (done.read() >= TOO_FEW_TO_JUDGE && done.dead() > maxDeadShare * done.read()) {
      throw new IngestException(
          Fault.INPUT,
          input.name()
              + ": "
              + done.dead()
              + " of "
              + done.read()
              + " records went to the dead letters by line "
              + done.lastLine()
              + ": expected Shodan's banners, one JSON object a line; --max-dead-share allows more",
          null);
    }
  }

  private void finish(End end) {
    FileReport done = report;
    Optional<String> problem =
        end.problem()
            .map(
                what ->
                    input.name()
                        + ": "
                        + what
                        + " (at byte "
                        + opened.position()
                        + ", after line "
                        + done.lastLine()
                        + ")");
    problem.ifPresent(LOG::warn);
    report =
        new FileReport(
            done.name(),
            done.read(),
            done.published(),
            done.dead(),
            opened.position(),
            done.lastLine(),
            problem.isEmpty(),
            problem);
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }
}
