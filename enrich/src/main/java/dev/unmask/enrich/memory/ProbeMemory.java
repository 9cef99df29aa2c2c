package dev.unmask.enrich.memory;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.unmask.avro.Probed;
import dev.unmask.schemas.serde.AvroFormat;
import dev.unmask.schemas.topic.Topic;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.Deserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * When endpoints were probed last: what other enrichers have written of the partitions that are
 * loaded, and what this one has done since. That a host was probed stays true, so what is known of
 * a partition that went away is kept; one that comes back is read again, for what was done
 * meanwhile. A thread of its own reads, without a group. Safe from any thread.
 *
 * <p>Bounded, see {@link ProbeTimes}: of those beyond, the ones probed longest ago are forgotten,
 * and may be probed before their time; another enricher in the group remembers as many again.
 */
public final class ProbeMemory implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ProbeMemory.class);
  private static final Duration POLL = Duration.ofMillis(200);
  private static final Duration RETRY = Duration.ofSeconds(2);

  /** A time that is further ahead was never one, and would hide those that follow. */
  private static final Duration AHEAD = Duration.ofHours(1);

  private record Load(TopicPartition partition, CompletableFuture<Void> done) {}

  private final Topic<Probed> topic;
  private final Deserializer<Probed> format;
  private final Consumer<byte[], byte[]> consumer;
  private final ProbeTimes times;
  private final BlockingQueue<Load> asked = new LinkedBlockingQueue<>();
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Thread reader = new Thread(this::read, "unmask-enrich-memory");
  private volatile Optional<String> failure = Optional.empty();

  /**
   * Reads nothing until it is started.
   *
   * @param consumer without a group; this closes it
   * @param most so many endpoints are remembered, 24 bytes each at most
   */
  public ProbeMemory(
      Topic<Probed> topic, AvroFormat format, Consumer<byte[], byte[]> consumer, int most) {
    this.topic = topic;
    this.format = format.deserializer(topic);
    this.consumer = consumer;
    this.times = new ProbeTimes(most);
    reader.setDaemon(true);
  }

  public void start() {
    reader.start();
  }

  /** When the endpoint was probed last, to the second, as far as it is remembered. */
  public Optional<Instant> lastProbed(String endpoint) {
    return times.get(endpoint);
  }

  /** That the endpoint was probed, by this enricher. */
  public void remember(String endpoint, Instant at) {
    times.put(endpoint, at);
  }

  /**
   * Reads what is in a partition now, from its beginning, however long the broker or the registry
   * is away. The future completes when that is done; never if this is closed before.
   */
  public CompletableFuture<Void> load(int partition) {
    var load = new Load(new TopicPartition(topic.name(), partition), new CompletableFuture<>());
    asked.add(load);
    return load.done();
  }

  /** What is being waited for, and why, while a partition cannot be read. */
  public Optional<String> waitingFor() {
    return failure.map(why -> topic.name() + ": " + why);
  }

  @Override
  public void close() {
    closed.countDown();
    consumer.wakeup();
    if (reader.getState() == Thread.State.NEW) {
      consumer.close();
    }
  }

  private void read() {
    try (consumer) {
      while (isOpen()) {
        insist(next());
      }
    }
  }

  private Collection<Load> next() {
    var loads = new ArrayList<Load>();
    try {
      Optional.ofNullable(asked.poll(POLL.toMillis(), TimeUnit.MILLISECONDS)).ifPresent(loads::add);
    } catch (InterruptedException e) {
      closed.countDown(); // somebody wants this thread to end
    }
    asked.drainTo(loads);
    return loads;
  }

  private void insist(Collection<Load> loads) {
    while (isOpen() && !loads.isEmpty()) {
      try {
        readToEnd(loads.stream().map(Load::partition).distinct().toList());
        failure = Optional.empty();
        loads.forEach(load -> load.done().complete(null));
        return;
      } catch (WakeupException e) {
        LOG.debug("The memory of what was probed is closed");
      } catch (KafkaException e) {
        failed(e);
      }
    }
  }

  private void readToEnd(List<TopicPartition> partitions) {
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
    var ends = consumer.endOffsets(partitions).entrySet();
    while (isOpen()
        && ends.stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
      consumer.poll(POLL).forEach(this::take);
    }
    if (!isOpen()) {
      throw new WakeupException();
    }
  }

  private void take(ConsumerRecord<byte[], byte[]> record) {
    if (record.key() == null) {
      return;
    }
    try {
      Optional.ofNullable(format.deserialize(record.topic(), record.value()))
          .map(Probed::getProbedAt)
          .filter(at -> at.isBefore(Instant.now().plus(AHEAD)))
          .ifPresent(at -> times.put(new String(record.key(), UTF_8), at));
    } catch (SerializationException e) {
      if (!AvroFormat.isBadRecord(e)) {
        throw e;
      }
      LOG.warn(
          "{}-{} at offset {} is passed over: {}",
          record.topic(),
          record.partition(),
          record.offset(),
          e.getMessage());
    }
  }

  private void failed(KafkaException error) {
    if (failure.isEmpty()) {
      LOG.warn(
          "What was probed before cannot be read, no record of these partitions is begun until it"
              + " can: {}",
          error.toString());
    }
    failure = Optional.of(String.valueOf(error.getMessage()));
    try {
      closed.await(RETRY.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      closed.countDown();
    }
  }

  private boolean isOpen() {
    return closed.getCount() > 0;
  }
}
