package dev.unmask.app.view;

import dev.unmask.avro.HostVerdict;
import dev.unmask.avro.Verdict;

/** Formats of a list on stdout. */
public enum Format {
  /** Columns, for people. */
  TABLE(new VerdictTable(), new HostVerdictTable()),
  /** One JSON object a line. */
  JSON(new VerdictJson(), new HostVerdictJson()),
  /** RFC 4180 with a header line. */
  CSV(new VerdictCsv(), new HostVerdictCsv());

  private final Rows<Verdict> verdicts;
  private final Rows<HostVerdict> hosts;

  Format(Rows<Verdict> verdicts, Rows<HostVerdict> hosts) {
    this.verdicts = verdicts;
    this.hosts = hosts;
  }

  /** Verdicts in this format. */
  public Rows<Verdict> verdicts() {
    return verdicts;
  }

  /** Host verdicts in this format. */
  public Rows<HostVerdict> hosts() {
    return hosts;
  }

  @Override
  public String toString() {
    return name().toLowerCase(java.util.Locale.ROOT);
  }
}
