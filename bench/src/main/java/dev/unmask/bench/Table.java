package dev.unmask.bench;

import java.util.ArrayList;
import java.util.List;

/**
 * Figures of one benchmark.
 *
 * @param key names it in JSON
 * @param rows one value for each column: text, whole numbers, or numbers with decimals
 * @param notes what a reader must know beside the figures
 */
record Table(
    String key, String title, List<String> columns, List<List<Object>> rows, List<String> notes) {

  Table {
    columns = List.copyOf(columns);
    rows = rows.stream().map(List::copyOf).toList();
    notes = List.copyOf(notes);
    int width = columns.size();
    if (rows.stream().anyMatch(row -> row.size() != width)) {
      throw new IllegalArgumentException("a row has a value for each column: " + key);
    }
  }

  /** For people: columns in line, numbers to the right. */
  String text() {
    List<List<String>> cells = new ArrayList<>(List.of(columns));
    rows.forEach(row -> cells.add(row.stream().map(Table::cell).toList()));
    StringBuilder text = new StringBuilder(title).append("\n\n");
    cells.forEach(row -> text.append(line(row, cells)).append('\n'));
    notes.forEach(note -> text.append("\n  ").append(note));
    return text.append(notes.isEmpty() ? "" : "\n").toString();
  }

  private static String line(List<String> row, List<List<String>> cells) {
    StringBuilder line = new StringBuilder("  ");
    for (int column = 0; column < row.size(); column++) {
      int at = column;
      int width = cells.stream().mapToInt(each -> each.get(at).length()).max().orElse(0);
      String format = column == 0 ? "%-" + width + "s" : "  %" + width + "s";
      line.append(format.formatted(row.get(column)));
    }
    return line.toString().stripTrailing();
  }

  private static String cell(Object value) {
    if (value instanceof Double number) {
      return number >= 100 ? "%,.0f".formatted(number) : "%.2f".formatted(number);
    }
    if (value instanceof Long || value instanceof Integer) {
      return "%,d".formatted(((Number) value).longValue());
    }
    return value.toString();
  }
}
