package dev.unmask.enrich.queue;

import java.time.Duration;
import java.util.Collection;
import java.util.OptionalLong;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.errors.TimeoutException;

/**
 * How many records are unfinished, counted in offsets (markers of transactions count too, until
 * they are passed).
 */
final class Lag {
  private static final Duration POSITION = Duration.ofMillis(100);

  private Lag() {}

  /** Empty if the broker has not yet said where one of the partitions ends. */
  static OptionalLong of(Consumer<?, ?> consumer, Collection<Lane> lanes) {
    var sum = 0L;
    for (var lane : lanes) {
      var lag = consumer.currentLag(lane.partition());
      if (lag.isEmpty()) {
        return OptionalLong.empty();
      }
      sum += lag.getAsLong() + unfinished(consumer, lane);
    }
    return OptionalLong.of(sum);
  }

  private static long unfinished(Consumer<?, ?> consumer, Lane lane) {
    var lowest = lane.lowestUnfinished();
    return lowest.isEmpty() ? 0 : position(consumer, lane, lowest.getAsLong()) - lowest.getAsLong();
  }

  private static long position(Consumer<?, ?> consumer, Lane lane, long unknown) {
    try {
      return consumer.position(lane.partition(), POSITION);
    } catch (TimeoutException e) {
      return unknown;
    }
  }
}
