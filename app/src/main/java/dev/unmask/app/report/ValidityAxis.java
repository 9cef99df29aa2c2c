package dev.unmask.app.report;

import dev.unmask.avro.Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A time axis on which the validity of all certificates of a chain, and the time of the probe, have
 * their place.
 */
record ValidityAxis(Instant from, Instant to) {

  /** The shortest axis that shows them all; none where no certificate has dates. */
  static Optional<ValidityAxis> of(List<Certificate> chain, Instant probed) {
    List<Instant> dates =
        chain.stream()
            .flatMap(one -> Stream.of(one.getNotBefore(), one.getNotAfter()))
            .flatMap(Stream::ofNullable)
            .toList();
    if (dates.isEmpty()) {
      return Optional.empty();
    }
    List<Instant> all = Stream.concat(dates.stream(), Stream.of(probed)).sorted().toList();
    return Optional.of(new ValidityAxis(all.get(0), all.get(all.size() - 1)));
  }

  /** Where an instant is, in percent of the axis. */
  double place(Instant instant) {
    double length = Math.max(to.getEpochSecond() - from.getEpochSecond(), 1);
    return 100.0 * (instant.getEpochSecond() - from.getEpochSecond()) / length;
  }
}
