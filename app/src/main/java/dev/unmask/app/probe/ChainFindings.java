package dev.unmask.app.probe;

import static dev.unmask.app.probe.Finding.no;
import static dev.unmask.app.probe.Finding.notTested;
import static dev.unmask.app.probe.Finding.yes;

import dev.unmask.avro.ChainJudgement;
import dev.unmask.avro.NameMatch;
import dev.unmask.avro.Observation;
import dev.unmask.avro.PathState;
import dev.unmask.avro.PathValidity;
import dev.unmask.avro.TlsProbe;
import java.util.List;
import java.util.Map;

/** What the judgement on the chain says. */
final class ChainFindings {

  private ChainFindings() {}

  static void put(Map<String, Finding> codes, Observation seen) {
    TlsProbe tls = seen.getTls();
    ChainJudgement judged = tls == null ? null : tls.getJudgement();
    if (judged == null) {
      List.of("CHAIN_EXPIRED_ONLY", "CHAIN_UNTRUSTED", "SELF_SIGNED", "NAME_MISMATCH")
          .forEach(code -> codes.put(code, notTested("no certificate was shown")));
      return;
    }
    String path = Finding.words(judged.getPath()) + ", anchors " + judged.getAnchors();
    String dates = Finding.words(judged.getValidity()) + ", once valid: " + judged.getOnceValid();
    codes.put(
        "CHAIN_EXPIRED_ONLY",
        Finding.of(
            judged.getPath() == PathState.COMPLETE
                && judged.getValidity() == PathValidity.EXPIRED
                && judged.getOnceValid(),
            dates));
    codes.put("CHAIN_UNTRUSTED", Finding.of(judged.getAnchors().isEmpty(), path));
    codes.put("SELF_SIGNED", Finding.of(judged.getPath() == PathState.SELF_SIGNED_LEAF, path));
    codes.put("NAME_MISMATCH", name(judged.getName()));
  }

  private static Finding name(NameMatch match) {
    return switch (match) {
      case MATCH -> no("valid for the name asked for (RFC 6125)");
      case MISMATCH -> yes("not valid for the name asked for (RFC 6125)");
      case NOT_TESTED -> notTested("no name was asked for; give one with --sni");
    };
  }
}
