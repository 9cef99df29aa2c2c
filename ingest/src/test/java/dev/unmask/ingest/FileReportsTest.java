package dev.unmask.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class FileReportsTest {

  private final FileReports reports = new FileReports();

  @Test
  void an_attempt_that_goes_on_with_another_is_one_report_with_it() {
    add(report("a", 10, false));
    add(FileReport.refused("a", "shut out"));
    add(report("b", 1, true));
    assertThat(reports.all()).extracting(FileReport::published).containsExactly(10L, 1L);
    assertThat(reports.all().get(0).problem()).contains("shut out");

    add(report("a", 5, true));

    assertThat(reports.all()).containsExactly(report("b", 1, true), report("a", 15, true));
  }

  @Test
  void what_was_added_to_a_file_that_was_read_to_its_end_is_another_report() {
    add(report("a", 10, true));
    add(report("a", 5, true));

    assertThat(reports.all()).hasSize(2);
  }

  @Test
  void the_earliest_of_very_many_are_one() {
    for (int i = 0; i < 1_500; i++) {
      add(report("file " + i, 1, true));
    }

    assertThat(reports.all()).hasSize(1_000);
    assertThat(reports.all().get(0).published()).isEqualTo(501);
  }

  private void add(FileReport report) {
    reports.add(report);
    reports.join();
  }

  private static FileReport report(String name, long published, boolean complete) {
    return new FileReport(
        name, published, published, 0, 7, 3, complete, Optional.empty(), Optional.empty());
  }
}
