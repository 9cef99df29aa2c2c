package dev.unmask.app.view;

import java.util.List;
import java.util.stream.Collectors;

/**
 * Lines of RFC 4180, for spreadsheets too: a cell that a spreadsheet would take for a formula
 * ({@code = + - @}, OWASP "CSV Injection") gets an apostrophe in front; numbers stay numbers.
 */
final class Csv {
  private Csv() {}

  /** One record, without its line end. */
  static String line(List<String> cells) {
    return cells.stream().map(Csv::cell).collect(Collectors.joining(","));
  }

  private static String cell(String raw) {
    String text = Escape.terminal(raw);
    if (startsFormula(text) && !isNumber(text)) {
      text = "'" + text;
    }
    return needsQuotes(text) ? '"' + text.replace("\"", "\"\"") + '"' : text;
  }

  private static boolean startsFormula(String text) {
    return !text.isEmpty()
        && "=+-@＝＋－＠".indexOf(text.stripLeading().isEmpty() ? ' ' : text.stripLeading().charAt(0))
            >= 0;
  }

  private static boolean isNumber(String text) {
    return text.matches("-?[0-9]+(\\.[0-9]+)?");
  }

  private static boolean needsQuotes(String text) {
    return text.chars().anyMatch(c -> c == ',' || c == '"' || c == '\'' || c == ' ' || c == ';');
  }
}
