package dev.unmask.app.replay;

import dev.unmask.app.compare.Stretch;
import dev.unmask.app.run.Stage;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Brings what is replayed into the replay's topics: every certificate, then the records of the
 * stretch. A stage that ends by itself.
 */
final class Intake implements Stage {
  private final BoundedRead certificates;
  private final Writing copies;
  private final BoundedRead records;
  private final Writing writing;
  private final Stretch stretch;
  private final AtomicLong written = new AtomicLong();
  private final AtomicLong unusable = new AtomicLong();
  private final AtomicReference<Throwable> failure = new AtomicReference<>();
  private volatile boolean stopping;
  private volatile boolean complete;

  /**
   * @param copies of certificates
   * @param writing of the records of the stretch
   */
  Intake(
      BoundedRead certificates,
      Writing copies,
      BoundedRead records,
      Writing writing,
      Stretch stretch) {
    this.certificates = certificates;
    this.copies = copies;
    this.records = records;
    this.writing = writing;
    this.stretch = stretch;
  }

  @Override
  public String name() {
    return "intake";
  }

  @Override
  public void run() {
    certificates.forEach(record -> watch(copies.write(record)), this::over);
    records.forEach(this::take, this::over);
    copies.flush();
    writing.flush();
    if (failure.get() != null) {
      throw new IllegalStateException("the replay's topics cannot be written to", failure.get());
    }
    complete = !stopping;
  }

  private boolean over() {
    return stopping || failure.get() != null;
  }

  private void take(ConsumerRecord<byte[], byte[]> record) {
    if (stretch.contains(Instant.ofEpochMilli(record.timestamp()))) {
      watch(writing.write(record).whenComplete(this::count));
    }
  }

  private void count(@Nullable Boolean usable, @Nullable Throwable failed) {
    if (failed == null) {
      (Boolean.TRUE.equals(usable) ? written : unusable).incrementAndGet();
    }
  }

  private void watch(CompletableFuture<Boolean> outcome) {
    outcome.whenComplete(
        (usable, failed) -> {
          if (failed != null) {
            failure.compareAndSet(null, failed);
          }
        });
  }

  /** Whether all is written. From any thread. */
  boolean complete() {
    return complete;
  }

  /** Offsets to read. From any thread. */
  long total() {
    return certificates.total() + records.total();
  }

  /** Offsets read. From any thread. */
  long done() {
    return certificates.done() + records.done();
  }

  /** Records of the stretch that were written. From any thread. */
  long written() {
    return written.get();
  }

  /** Records of the stretch that cannot be used. From any thread. */
  long unusable() {
    return unusable.get();
  }

  @Override
  public Optional<String> waitingFor() {
    return Optional.empty();
  }

  @Override
  public void close() {
    stopping = true;
  }
}
