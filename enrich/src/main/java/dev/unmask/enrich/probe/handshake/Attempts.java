package dev.unmask.enrich.probe.handshake;

import dev.unmask.avro.TlsAttempt;
import dev.unmask.enrich.probe.tls.Handshake;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The attempts at one host, in order. Immutable. */
record Attempts(List<Handshake> made) {

  static final Attempts NONE = new Attempts(List.of());

  /** Of two that got equally far the first counts. */
  private static final Comparator<Handshake> BY_PROGRESS =
      Comparator.comparing(Handshake::completed)
          .thenComparing(one -> !one.chain().isEmpty())
          .thenComparing(one -> one.serverHello().isPresent())
          .thenComparing(one -> one.timings().firstFlight().isPresent())
          .thenComparing(one -> one.timings().connect().isPresent());

  Attempts {
    made = List.copyOf(made);
  }

  Attempts and(Handshake another) {
    List<Handshake> all = new ArrayList<>(made);
    all.add(another);
    return new Attempts(all);
  }

  /** The one that got furthest; there is one at least. */
  Handshake counting() {
    Handshake furthest = made.get(0);
    for (Handshake each : made) {
      furthest = BY_PROGRESS.compare(each, furthest) > 0 ? each : furthest;
    }
    return furthest;
  }

  List<TlsAttempt> toRecords() {
    return made.stream().map(Attempts::toRecord).toList();
  }

  private static TlsAttempt toRecord(Handshake attempt) {
    return TlsAttempt.newBuilder()
        .setEngine(attempt.engine())
        .setLowest(attempt.offered().lowest())
        .setHighest(attempt.offered().highest())
        .setOutcome(attempt.outcome())
        .setDetail(attempt.detail())
        .setProtocol(attempt.session().map(Handshake.Session::protocol).orElse(""))
        .setAlert(attempt.alert().isPresent() ? attempt.alert().getAsInt() : null)
        .build();
  }
}
