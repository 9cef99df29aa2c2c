package dev.unmask.app.command;

import dev.unmask.app.read.TopicReader;
import dev.unmask.app.view.Rows;
import java.io.PrintWriter;
import java.util.Comparator;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * A list of what a topic says of each key now; and, if one follows it, of what it says from then
 * on.
 *
 * @param wanted what is listed
 * @param order of what there is now; what follows comes as it comes
 */
record Listing<V>(Rows<V> rows, Predicate<V> wanted, Comparator<V> order, PrintWriter out) {

  /** Lists what there is. */
  void list(TopicReader<V> reader) {
    print(reader.table(wanted));
  }

  /** Goes on until nobody reads any more. */
  void follow(TopicReader<V> reader) {
    SortedMap<String, V> present = new TreeMap<>();
    boolean[] listed = {false};
    reader.follow(
        (key, value) -> {
          Optional<V> shown = value.filter(wanted);
          if (listed[0]) {
            shown.ifPresent(one -> out.println(rows.row(one)));
          } else {
            shown.ifPresentOrElse(one -> present.put(key, one), () -> present.remove(key));
          }
        },
        () -> {
          listed[0] = true;
          print(present);
        },
        out::checkError);
  }

  private void print(SortedMap<String, V> table) {
    rows.head().forEach(out::println);
    table.values().stream().sorted(order).forEach(one -> out.println(rows.row(one)));
  }
}
