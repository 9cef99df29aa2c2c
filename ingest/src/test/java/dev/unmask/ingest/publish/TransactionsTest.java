package dev.unmask.ingest.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.unmask.ingest.source.Place;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

class TransactionsTest {

  private static final Batching LIMITS = new Batching(3, 1_000, Duration.ofSeconds(1));
  private static final Outgoing BANNER = outgoing(100, false);
  private static final Outgoing DEAD = outgoing(100, true);

  private final MockProducer<byte[], byte[]> producer =
      new MockProducer<>(true, null, new ByteArraySerializer(), new ByteArraySerializer());
  private final AtomicLong nanoTime = new AtomicLong();
  private final Transactions transactions = new Transactions(producer, LIMITS, nanoTime::get);

  @Test
  void a_line_is_seen_once_it_is_committed_with_its_banners_and_its_dead_letters() {
    transactions.start();
    transactions.add(line(7), List.of(BANNER, DEAD));
    assertThat(producer.history()).isEmpty();

    Committed committed = transactions.commit();

    assertThat(committed).isEqualTo(new Committed(1, 1, line(7)));
    assertThat(producer.history()).hasSize(2);
    assertThat(producer.commitCount()).isEqualTo(1);
  }

  @Test
  void a_commit_of_nothing_costs_nothing_and_remembers_the_line() {
    transactions.start();
    transactions.add(line(7), List.of());

    assertThat(transactions.commit()).isEqualTo(new Committed(0, 0, line(7)));
    assertThat(producer.commitCount()).isZero();
  }

  @Test
  void it_is_due_when_records_are_enough_even_within_a_line() {
    transactions.start();
    transactions.add(line(1), List.of(BANNER, BANNER));
    assertThat(transactions.untilDue()).isPositive();

    transactions.add(line(2), List.of(BANNER, BANNER, BANNER));

    assertThat(transactions.untilDue()).isZero();
    assertThat(transactions.commit().published()).isEqualTo(5);
    assertThat(transactions.untilDue()).isPositive();
  }

  @Test
  void it_is_due_when_bytes_are_enough() {
    transactions.start();
    transactions.add(line(1), List.of(outgoing(1_000, false)));

    assertThat(transactions.untilDue()).isZero();
  }

  @Test
  void it_is_due_a_while_after_its_first_record() {
    transactions.start();
    nanoTime.addAndGet(Duration.ofHours(1).toNanos());
    transactions.add(line(1), List.of(BANNER));
    assertThat(transactions.untilDue()).isEqualTo(Duration.ofSeconds(1));

    nanoTime.addAndGet(Duration.ofMillis(600).toNanos());
    transactions.add(line(2), List.of(BANNER));
    assertThat(transactions.untilDue()).isEqualTo(Duration.ofMillis(400));

    nanoTime.addAndGet(Duration.ofMillis(600).toNanos());
    assertThat(transactions.untilDue()).isZero();
  }

  @Test
  void what_is_not_committed_is_taken_back_at_the_end() {
    transactions.start();
    transactions.add(line(1), List.of(BANNER));

    transactions.close();

    assertThat(producer.history()).isEmpty();
    assertThat(producer.transactionAborted()).isTrue();
    assertThat(producer.closed()).isTrue();
  }

  @Test
  void a_commit_that_fails_counts_nothing() {
    transactions.start();
    transactions.add(line(1), List.of(BANNER));
    producer.commitTransactionException = new KafkaException("no");

    assertThatThrownBy(transactions::commit).hasMessage("no");
    transactions.close();

    assertThat(producer.history()).isEmpty();
  }

  @Test
  void the_transactional_id_is_the_same_for_the_same_source() {
    String id = Producers.transactionalId("unmask", "/scans/a.ndjson");

    assertThat(id)
        .matches("unmask-ingest-[0-9a-f]{16}")
        .isEqualTo(Producers.transactionalId("unmask", "/scans/a.ndjson"));
    assertThat(id).isNotEqualTo(Producers.transactionalId("unmask", "/scans/b.ndjson"));
  }

  @Test
  void a_note_is_committed_with_what_it_is_about_and_counts_for_nothing() {
    transactions.start();
    transactions.goOnFrom(line(4));
    assertThat(transactions.pending().place()).isEqualTo(line(4));
    transactions.add(line(5), List.of(BANNER));

    transactions.note(new ProducerRecord<>("memory", new byte[9]));

    assertThat(transactions.commit()).isEqualTo(new Committed(1, 0, line(5)));
    assertThat(producer.history()).hasSize(2);
    assertThat(producer.commitCount()).isEqualTo(1);
  }

  @Test
  void who_is_shut_out_is_told_from_who_fails() {
    assertThat(Transactions.isShutOut(new KafkaException(new ProducerFencedException("newer"))))
        .isTrue();
    assertThat(Transactions.isShutOut(new InvalidProducerEpochException("newer"))).isTrue();
    assertThat(Transactions.isShutOut(new KafkaException("away"))).isFalse();
  }

  private static Place line(long number) {
    return new Place(number, number * 10, 0);
  }

  private static Outgoing outgoing(int bytes, boolean dead) {
    return new Outgoing(new ProducerRecord<>("topic", new byte[bytes]), dead);
  }
}
