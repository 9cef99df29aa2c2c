package dev.unmask.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** What came of the passes of one kind. */
final class Passes {

  private final List<Sample> samples = new ArrayList<>();

  void add(Pass pass) {
    samples.add(pass.sample());
  }

  /** The medians, beside those of copies. */
  List<Object> row(String what, int threads, double changelogRecords, Passes copies) {
    double copied = copies.median(Sample::perSecond);
    double copiedByCpu = copies.median(Sample::perCpuSecond);
    double rate = median(Sample::perSecond);
    double byCpu = median(Sample::perCpuSecond);
    return List.of(
        what, threads, rate, 1e6 / byCpu, rate / copied, copiedByCpu / byCpu, changelogRecords);
  }

  private double median(ToDoubleFunction<Sample> figure) {
    return Sample.median(samples.stream().map(figure::applyAsDouble).toList());
  }
}
