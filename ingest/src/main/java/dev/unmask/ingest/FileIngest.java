package dev.unmask.ingest;

import dev.unmask.ingest.IngestException.Fault;
import dev.unmask.ingest.Prepared.Changed;
import dev.unmask.ingest.Prepared.End;
import dev.unmask.ingest.Prepared.ParsedLine;
import dev.unmask.ingest.memory.Notes;
import dev.unmask.ingest.publish.Committed;
import dev.unmask.ingest.publish.Transactions;
import dev.unmask.ingest.source.Input;
import dev.unmask.ingest.source.OpenInput;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The ingestion of one input: takes lines as they come and puts them into transactions, each with a
 * note of how far it goes, until the end or until it is told to stop. One thread runs it; any may
 * ask for the report, which counts what is committed.
 */
final class FileIngest {

  private static final Logger LOG = LoggerFactory.getLogger(FileIngest.class);

  /** How soon a request to stop is noticed while the input is silent. */
  private static final Duration ATTENTION = Duration.ofMillis(200);

  /** How long a request to stop may wait for what was read and is nowhere else. */
  private static final Duration REST = Duration.ofSeconds(5);

  private static final long TOO_FEW_TO_JUDGE = 1_000;

  private final Input input;
  private final OpenInput opened;
  private final Optional<Notes> notes;
  private final double maxDeadShare;
  private final Counters counters;
  private volatile FileReport report;
  private volatile boolean brokeOff;

  /**
   * @param notes where it is noted how far it is; empty for what passes only once
   * @param remark what earlier runs have to do with it
   */
  FileIngest(
      Input input,
      OpenInput opened,
      Optional<Notes> notes,
      Optional<String> remark,
      double maxDeadShare,
      Counters counters) {
    this.input = input;
    this.opened = opened;
    this.notes = notes;
    this.maxDeadShare = maxDeadShare;
    this.counters = counters;
    report = new FileReport(input.name(), 0, 0, 0, 0, 0, false, remark, Optional.empty());
  }

  /** What is done so far. */
  FileReport report() {
    return report;
  }

  /** Whether it could not be read on, and may be at another time, though nobody changes it. */
  boolean brokeOff() {
    return brokeOff;
  }

  /** What the input waits for, beside its next byte. */
  Optional<String> waitingFor() {
    return input.waitingFor().map(what -> input.name() + ": " + what);
  }

  /** Bytes read so far; they may be ahead of what is committed. */
  long position() {
    return opened.position();
  }

  /**
   * Runs until the end of the input, or until {@code stopping}; the transaction at hand is
   * committed either way, and with it what was read of an input that passes only once.
   *
   * @param transactions started
   * @throws org.apache.kafka.common.KafkaException if the broker or the registry fails
   * @throws IngestException if too much of the input cannot be read
   */
  void run(ReadAhead lines, Transactions transactions, BooleanSupplier stopping)
      throws InterruptedException {
    lines.start();
    while (!stopping.getAsBoolean()) {
      Optional<Prepared> next = lines.next(shorter(ATTENTION, transactions.untilDue()));
      if (next.isPresent() && take(next.get(), transactions)) {
        return;
      }
      if (transactions.untilDue().isZero()) {
        commit(transactions);
      }
    }
    if (notes.isPresent() || !takeRest(lines, transactions)) {
      commit(transactions);
    }
  }

  /** What passes only once, and was read, will not be there another time. Whether it has ended. */
  private boolean takeRest(ReadAhead lines, Transactions transactions) throws InterruptedException {
    lines.stop();
    long begun = System.nanoTime();
    while (System.nanoTime() - begun < REST.toNanos()) {
      Optional<Prepared> next = lines.next(Duration.ZERO);
      if (next.isEmpty() || take(next.get(), transactions)) {
        return next.isPresent();
      }
      if (transactions.untilDue().isZero()) {
        commit(transactions);
      }
    }
    return false;
  }

  /** Whether that was the last. */
  private boolean take(Prepared next, Transactions transactions) {
    if (next instanceof ParsedLine line) {
      transactions.add(line.end(), line.records());
      return false;
    }
    if (next instanceof End end) {
      notes.ifPresent(each -> transactions.note(lastNote(each, end, transactions.pending())));
      count(transactions.commit());
      brokeOff = !end.lasting();
      end.problem().ifPresentOrElse(what -> broken(what + place()), () -> ended(Optional.empty()));
    } else if (next instanceof Changed) {
      broken(
          "what was ingested of it at another time is not there any more, so the file was changed:"
              + " expected one that begins as it did; --again ingests it from its beginning");
    }
    return true;
  }

  private static ProducerRecord<byte[], byte[]> lastNote(Notes notes, End end, Committed pending) {
    return end.lasting() ? notes.end(pending, end.problem()) : notes.progress(pending);
  }

  private void commit(Transactions transactions) {
    if (transactions.isOpen()) {
      notes.ifPresent(each -> transactions.note(each.progress(transactions.pending())));
    }
    count(transactions.commit());
  }

  private void count(Committed committed) {
    counters.add(committed);
    FileReport before = report;
    report =
        new FileReport(
            input.name(),
            before.read() + committed.published() + committed.dead(),
            before.published() + committed.published(),
            before.dead() + committed.dead(),
            opened.position(),
            committed.place().line(),
            false,
            before.remark(),
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
              + ": expected records of Shodan, ZGrab2, LeakIX or Censys, one JSON object a line; --max-dead-share allows more",
          null);
    }
  }

  private void broken(String what) {
    String problem = input.name() + ": " + what;
    LOG.warn(problem);
    ended(Optional.of(problem));
  }

  private String place() {
    return " (at byte " + opened.position() + ", after line " + report.lastLine() + ")";
  }

  private void ended(Optional<String> problem) {
    FileReport done = report;
    report =
        new FileReport(
            done.name(),
            done.read(),
            done.published(),
            done.dead(),
            opened.position(),
            done.lastLine(),
            problem.isEmpty(),
            done.remark(),
            problem);
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }
}
