package dev.unmask.ingest;

import java.util.ArrayList;
import java.util.List;

/** What came of the inputs of a run, in their order. Used by one thread. */
final class FileReports {

  private static final int MAX_APART = 1_000;

  private final List<FileReport> reports = new ArrayList<>();

  void add(FileReport report) {
    reports.add(report);
  }

  /**
   * Makes one report of the last and those of earlier attempts at the same input that did not reach
   * its end, and one of the earliest where there are very many.
   */
  void join() {
    FileReport last = reports.remove(reports.size() - 1);
    for (int i = reports.size() - 1; i >= 0; i--) {
      FileReport before = reports.get(i);
      if (before.name().equals(last.name()) && !before.complete()) {
        reports.remove(i);
        last = before.then(last);
      }
    }
    reports.add(last);
    while (reports.size() > MAX_APART) {
      FileReport first = reports.remove(0);
      reports.set(0, first.with(reports.get(0)));
    }
  }

  List<FileReport> all() {
    return List.copyOf(reports);
  }
}
