package dev.unmask.classify.topology.verdict;

import dev.unmask.classify.model.CertificateSummary;
import dev.unmask.classify.topology.message.Reading;
import dev.unmask.classify.topology.watch.ClassifyCounters;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks the judge, who may fail. */
final class Judging {

  private static final Logger LOG = LoggerFactory.getLogger(Judging.class);

  private final Judge judge;
  private final ClassifyCounters counters;

  Judging(Judge judge, ClassifyCounters counters) {
    this.judge = judge;
    this.counters = counters;
  }

  /**
   * Empty where the judge fails, which is a fault of ours. Nothing is said of that cluster then,
   * but of all others: a cluster that brings down the stage would bring it down again after each
   * start.
   */
  Optional<Judgement> of(
      String fingerprint,
      Supplier<Reading> profile,
      Supplier<Optional<CertificateSummary>> certificate) {
    try {
      Judgement judgement = Judgement.of(judge, profile.get(), certificate.get());
      counters.assessed();
      return Optional.of(judgement);
    } catch (IllegalArgumentException | IllegalStateException | ArithmeticException failure) {
      LOG.error("no verdict on {}: {}", fingerprint, failure.toString());
      counters.notAssessed();
      return Optional.empty();
    }
  }
}
