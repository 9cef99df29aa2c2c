package dev.unmask.classify.topology.alert;

import dev.unmask.classify.alert.CaseRow;
import java.util.Optional;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;

/**
 * What an alert says of its case to other epochs, in a header: the case as it is after the alert.
 * Who changes its format goes on reading the last one: the live epoch may be of another version.
 */
final class CaseHeader {

  private static final String NAME = "unmask-case";
  private static final CaseRowFormat FORMAT = new CaseRowFormat();

  private CaseHeader() {}

  static void add(Headers headers, CaseRow row) {
    headers.add(NAME, FORMAT.encode(row));
  }

  /** Empty for the summary, which is not a case. */
  static Optional<CaseRow> read(Headers headers) {
    return Optional.ofNullable(headers.lastHeader(NAME)).map(Header::value).map(FORMAT::decode);
  }
}
