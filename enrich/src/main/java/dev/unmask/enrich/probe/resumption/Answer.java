package dev.unmask.enrich.probe.resumption;

import dev.unmask.avro.Outcome;
import dev.unmask.avro.Resumed;
import dev.unmask.avro.ResumptionTest;
import dev.unmask.enrich.probe.connection.Printable;
import dev.unmask.enrich.probe.resumption.SessionHandshake.Shaken;

/**
 * What a host made of a session that it was offered.
 *
 * @param kept the session
 */
record Answer(VisitedHost host, KeptSession kept, Shaken shaken) {

  private static final String TLS_1_2 = "TLSv1.2";

  /** The same as the observation tells it. */
  ResumptionTest test() {
    if (!shaken.handshake().completed()) {
      return test(Resumed.NOT_TESTED, shaken.handshake().outcome(), shaken.handshake().detail());
    }
    if (!shaken.offered()) {
      return test(Resumed.NOT_TESTED, Outcome.UNKNOWN_ERROR, "our engine did not offer it");
    }
    if (host.showsAnother(shaken.handshake())) {
      return test(Resumed.NOT_TESTED, Outcome.APPLICATION_ERROR, "another certificate was shown");
    }
    return test(shaken.resumed() ? Resumed.YES : Resumed.NO, Outcome.SUCCESS, "");
  }

  /** Whether the session can be offered again: it never got there, or serves many times. */
  boolean isReusable() {
    boolean unused = !shaken.offered() && !shaken.handshake().completed();
    boolean lasting = shaken.resumed() && kept.protocol().equals(TLS_1_2);
    return kept.isHeld() && (unused || lasting);
  }

  private ResumptionTest test(Resumed resumed, Outcome outcome, String detail) {
    return ResumptionTest.newBuilder()
        .setOrigin(kept.origin())
        .setOriginInsideOwner(kept.genuine())
        .setBegunAt(kept.begunAt())
        .setProtocol(kept.protocol())
        .setResumed(resumed)
        .setOutcome(outcome)
        .setDetail(Printable.detail(detail))
        .build();
  }
}
