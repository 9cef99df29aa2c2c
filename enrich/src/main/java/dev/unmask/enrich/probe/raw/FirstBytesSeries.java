package dev.unmask.enrich.probe.raw;

import dev.unmask.avro.FirstBytesTest;
import dev.unmask.avro.Outcome;
import dev.unmask.enrich.probe.connection.Connection;
import dev.unmask.enrich.probe.connection.Dialed;
import dev.unmask.enrich.probe.connection.HostLine;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Tests of one TCP port, one connection after the other; the first that cannot be opened ends them.
 * On the line's event loop.
 */
public final class FirstBytesSeries {

  private final HostLine line;
  private final int port;
  private final List<Sending> sendings;
  private final Duration watch;
  private final List<FirstBytesTest> made = new ArrayList<>();

  /**
   * @param sendings in their order, one a connection
   * @param watch how long each is watched
   */
  public FirstBytesSeries(HostLine line, int port, List<Sending> sendings, Duration watch) {
    this.line = line;
    this.port = port;
    this.sendings = List.copyOf(sendings);
    this.watch = watch;
  }

  /**
   * Begins.
   *
   * @param then gets all tests, once
   */
  public void run(Consumer<List<FirstBytesTest>> then) {
    if (made.size() == sendings.size()) {
      then.accept(List.copyOf(made));
      return;
    }
    line.dial(
        port,
        dialed -> {
          if (dialed instanceof Dialed.Open open) {
            test(open.connection(), then);
          } else if (dialed instanceof Dialed.Failed failed) {
            then.accept(stopped(failed.outcome(), failed.detail()));
          }
        });
  }

  private void test(Connection connection, Consumer<List<FirstBytesTest>> then) {
    new FirstBytesExchange(
            connection,
            sendings.get(made.size()),
            watch,
            test -> {
              connection.reset();
              made.add(test);
              run(then);
            })
        .run();
  }

  /** All tests, should no more be made from now on. */
  public List<FirstBytesTest> stopped(Outcome why, String detail) {
    List<FirstBytesTest> all = new ArrayList<>(made);
    sendings.stream()
        .skip(made.size())
        .map(sending -> FirstBytesExchange.notTested(sending, watch, why, detail))
        .forEach(all::add);
    return all;
  }

  /** Why the first test that has no answer has none; SUCCESS where all have. */
  public static Outcome outcome(List<FirstBytesTest> tests) {
    return tests.stream()
        .map(FirstBytesTest::getOutcome)
        .filter(outcome -> outcome != Outcome.SUCCESS)
        .findFirst()
        .orElse(Outcome.SUCCESS);
  }
}
