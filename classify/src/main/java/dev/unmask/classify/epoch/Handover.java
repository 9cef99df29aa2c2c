package dev.unmask.classify.epoch;

import dev.unmask.avro.LiveEpoch;
import dev.unmask.schemas.administration.TopicAdministration;
import dev.unmask.schemas.connection.KafkaConnection;
import dev.unmask.schemas.topic.Topics;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.OptionalInt;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.UnsupportedVersionException;

/**
 * Makes another epoch the live one, so that at no moment two of them write what everybody reads.
 *
 * <ol>
 *   <li>It is decided that none is live. Whoever is, stops within a second and goes on in the
 *       shadow; whoever starts, asks first.
 *   <li>Wait until the group of the epoch that was live has no member that may be it, and until no
 *       transaction is open on the public topics. A process that hangs is dropped by its group, and
 *       its transaction ended by the broker. From here on what is public stands still.
 *   <li>Wait until the next epoch has read all that is public.
 *   <li>It is decided that it is live.
 * </ol>
 *
 * <p>Killed in between, nobody is live; doing it again goes on from there. Of two at once the one
 * that began later goes on from there, and the other one decides nothing more. Use from one thread.
 */
public final class Handover {

  /** An epoch that has so much left to read would say what is out of date. */
  public static final long MOST_BEHIND = 10_000;

  /** As many copies as the broker makes unless told (KIP-464). */
  private static final short AS_THE_BROKER_HAS_IT = -1;

  private static final Duration LIMIT = Duration.ofMinutes(3);

  /** After so long a broker ends a transaction of classify by itself. */
  private static final Duration TRANSACTION_TIMEOUT = Duration.ofSeconds(30);

  private final KafkaConnection connection;
  private final Epochs epochs;
  private final PublicTransactions transactions;
  private final String by;
  private final Consumer<String> progress;
  private final Awaiting awaiting;

  /**
   * @param by who decides
   * @param progress is told what is waited for
   */
  public Handover(KafkaConnection connection, Epochs epochs, String by, Consumer<String> progress) {
    this(connection, epochs, by, progress, LIMIT);
  }

  Handover(
      KafkaConnection connection,
      Epochs epochs,
      String by,
      Consumer<String> progress,
      Duration limit) {
    this.connection = connection;
    this.epochs = epochs;
    transactions = new PublicTransactions(connection.topics(), epochs.admin());
    this.by = by;
    this.progress = progress;
    awaiting = new Awaiting(progress, limit);
  }

  /**
   * Does it.
   *
   * @throws IllegalStateException if the next epoch is not ready, if somebody else does it too and
   *     began later, or if somebody does not do in time what is waited for: then what was live is
   *     live again, unless that is not ready any more either, when nobody is
   * @throws KafkaException if the broker or the registry refuses, or is gone for longer than that
   */
  public void to(long next) throws InterruptedException, IOException {
    requireReady(next);
    try (Decider decider = Decider.begin(connection, epochs.decisions())) {
      LiveEpoch decision = epochs.decisions().now();
      requireReady(next, decision);
      long before = decision.getLive() == 0 ? decision.getBefore() : decision.getLive();
      create(before, OptionalInt.empty());
      decider.make(decision(0, next, before));
      try {
        awaiting.until("epoch " + before + " to stop", () -> epochs.mayBeLive(before).isEmpty());
        awaitTransactions();
        awaitStanding(next);
      } catch (IllegalStateException | KafkaException failed) {
        restore(decider, before, failed);
        throw failed;
      }
      decider.make(decision(next, 0, before));
    }
  }

  private void awaitStanding(long epoch) throws InterruptedException {
    awaiting.until(
        "epoch " + epoch + " to have read what is public",
        () -> epochs.state(epoch).knowsWhatIsPublic());
  }

  /** What was live and now is in the shadow reads what is public as any other does. */
  private void restore(Decider decider, long before, RuntimeException why)
      throws InterruptedException {
    try {
      if (epochs.inShadow(before)) {
        awaitStanding(before);
      }
      decider.make(decision(before, 0, 0));
    } catch (ExecutionException | IllegalStateException | KafkaException failed) {
      throw new IllegalStateException(
          why.getMessage() + "; nobody is live: " + failed.getMessage(), why);
    }
  }

  /**
   * Returns if the epoch could be made the live one now.
   *
   * @throws IllegalStateException if not; says why
   */
  public void requireReady(long next) {
    requireReady(next, epochs.decisions().now());
  }

  private void requireReady(long next, LiveEpoch decision) {
    if (decision.getLive() == next) {
      throw new IllegalStateException("epoch " + next + " is the live one");
    }
    EpochState state = epochs.state(next);
    if (state.members() == 0) {
      throw new IllegalStateException(
          "epoch " + next + " does not run: start it with 'unmask classify --epoch " + next + "'");
    }
    if (!state.begun()) {
      throw new IllegalStateException("epoch " + next + " has not begun to read: try again soon");
    }
    if (state.lag() + state.standingLag() > MOST_BEHIND) {
      throw new IllegalStateException(
          "epoch " + next + " is " + (state.lag() + state.standingLag()) + " records behind");
    }
  }

  /**
   * Creates what is missing of an epoch's own topics.
   *
   * @param partitions of each; empty for as many as those have that everybody reads
   */
  public void create(long epoch, OptionalInt partitions) throws InterruptedException, IOException {
    Topics own = connection.topics().ofEpoch(epoch);
    KafkaConnection there =
        new KafkaConnection(
            connection.bootstrapServers(),
            connection.registryUrl(),
            own,
            connection.clientSettings());
    try (TopicAdministration administration = new TopicAdministration(there)) {
      if (!administration.check(own.verdicts(), own.currentVerdicts()).isEmpty()) {
        administration.create(
            partitions.isPresent()
                ? partitions.getAsInt()
                : transactions.partitions(connection.topics().verdicts().name()),
            AS_THE_BROKER_HAS_IT);
      }
    }
  }

  private LiveEpoch decision(long live, long next, long before) {
    return LiveEpoch.newBuilder()
        .setLive(live)
        .setNext(next)
        .setBefore(before)
        .setAt(Instant.now())
        .setBy(by)
        .build();
  }

  private void awaitTransactions() throws InterruptedException {
    try {
      awaiting.until("the last transaction to end", transactions::noneOpen);
    } catch (UnsupportedVersionException older) {
      progress.accept("waiting for " + TRANSACTION_TIMEOUT.toSeconds() + " s: the broker is old");
      Thread.sleep(TRANSACTION_TIMEOUT.toMillis());
    }
  }
}
