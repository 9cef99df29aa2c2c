package dev.unmask.app.report;

import dev.unmask.avro.Verdict;
import dev.unmask.schemas.connection.KafkaConnection;

/** Makes case files of verdicts. Each call reads the topics anew; safe from any thread. */
public final class Reports {
  private final CaseFiles files;
  private final CasePage page = new CasePage();

  /** Of the cluster that the connection describes. */
  public Reports(KafkaConnection connection) {
    this.files = new CaseFiles(connection);
  }

  /** The case file of a verdict, as one self-contained HTML page. */
  public String html(Verdict verdict) {
    return page.of(files.of(verdict));
  }
}
