package dev.unmask.app.view;

import java.util.ArrayList;
import java.util.List;

/**
 * Columns of text, as wide as their widest cell; columns of numbers stand to the right. Immutable;
 * lines come out ready to print.
 */
final class TextTable {
  private static final String GUTTER = "  ";

  private final List<String> header;
  private final List<List<String>> rows = new ArrayList<>();

  TextTable(String... header) {
    this.header = List.of(header);
  }

  /** Adds a row; every cell is escaped. */
  TextTable row(Object... cells) {
    if (cells.length != header.size()) {
      throw new IllegalArgumentException(
          "a row of " + cells.length + " cells under " + header.size() + " headings");
    }
    List<String> row = new ArrayList<>();
    for (Object cell : cells) {
      row.add(Escape.terminal(cell.toString()));
    }
    rows.add(row);
    return this;
  }

  /** Headings, then rows, each indented. */
  List<String> lines(String indent) {
    List<String> lines = new ArrayList<>();
    lines.add(line(indent, header));
    rows.forEach(row -> lines.add(line(indent, row)));
    return lines;
  }

  private String line(String indent, List<String> cells) {
    StringBuilder line = new StringBuilder(indent);
    for (int column = 0; column < cells.size(); column++) {
      line.append(column == 0 ? "" : GUTTER).append(pad(cells.get(column), column));
    }
    return line.toString().stripTrailing();
  }

  private String pad(String cell, int column) {
    String spaces = " ".repeat(width(column) - length(cell));
    return numeric(column) ? spaces + cell : cell + spaces;
  }

  private int width(int column) {
    int widest = length(header.get(column));
    for (List<String> row : rows) {
      widest = Math.max(widest, length(row.get(column)));
    }
    return widest;
  }

  private static int length(String cell) {
    return cell.codePointCount(0, cell.length());
  }

  private boolean numeric(int column) {
    return !rows.isEmpty()
        && rows.stream().allMatch(row -> row.get(column).matches("[-+]?[0-9][0-9.,%]*|-|"));
  }
}
