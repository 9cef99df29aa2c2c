package dev.unmask.app.view;

import dev.unmask.app.read.AlertEvent;
import dev.unmask.avro.HostVerdict;
import dev.unmask.avro.Verdict;
import java.util.Locale;

/** Formats of a list on stdout. */
public enum Format {
  /** Columns, for people. */
  TABLE,
  /** One JSON object a line. */
  JSON,
  /** RFC 4180 with a header line. */
  CSV;

  /** Verdicts in this format. */
  public Rows<Verdict> verdicts() {
    return switch (this) {
      case TABLE -> new VerdictTable();
      case JSON -> new VerdictJson();
      case CSV -> new VerdictCsv();
    };
  }

  /** Host verdicts in this format. */
  public Rows<HostVerdict> hosts() {
    return switch (this) {
      case TABLE -> new HostVerdictTable();
      case JSON -> new HostVerdictJson();
      case CSV -> new HostVerdictCsv();
    };
  }

  /** Events of cases in this format. */
  public Rows<AlertEvent> alerts() {
    return switch (this) {
      case TABLE -> new AlertTable();
      case JSON -> new AlertJsonLine();
      case CSV -> new AlertCsv();
    };
  }

  /** As one types it. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
