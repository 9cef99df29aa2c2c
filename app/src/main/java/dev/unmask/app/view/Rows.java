package dev.unmask.app.view;

import java.util.List;

/**
 * How a list of records looks in one format: perhaps some lines first, then a line a record. A line
 * needs no other record, so that a list which has no end can be shown too.
 *
 * @param <T> what is shown
 */
public interface Rows<T> {
  /** Lines before the first record; none in most formats. */
  List<String> head();

  /** One record, without its line end. */
  String row(T record);
}
