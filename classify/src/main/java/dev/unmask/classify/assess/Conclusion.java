package dev.unmask.classify.assess;

import dev.unmask.avro.InconclusiveReason;
import dev.unmask.avro.VerdictKind;
import dev.unmask.classify.evidence.Cluster;
import dev.unmask.classify.model.Signature;
import dev.unmask.classify.ruleset.Ruleset;
import dev.unmask.classify.ruleset.Threshold;
import java.util.Locale;
import java.util.Optional;

/** What follows from a decision, and what would help most, in sentences. */
final class Conclusion {

  private static final String NOT_HARMLESS =
      "A relay is not harmless for that: relays in front of command-and-control servers have been"
          + " seen.";

  /** Bits below which a test is of use for the record only. */
  private static final double LITTLE = 0.01;

  private Conclusion() {}

  static String follows(
      Cluster cluster, Decision decision, Optional<InconclusiveReason> reason, Ruleset ruleset) {
    String whose = cluster.ownerName();
    String meaning =
        switch (decision.kind()) {
          case VPN_CAMOUFLAGE ->
              "The hosts outside the networks of "
                  + whose
                  + " are relays: they forward the TLS handshake to the owner's server and so wear"
                  + " its certificate without having its key, and VPN servers run on them. That is"
                  + " camouflage against content filters. "
                  + NOT_HARMLESS;
          case TLS_RELAY ->
              "The hosts outside the networks of "
                  + whose
                  + " are relays: they forward the TLS handshake to the owner's server and so wear"
                  + " its certificate without having its key. No VPN was found on enough of them to"
                  + " call it VPN camouflage. "
                  + NOT_HARMLESS;
          case KEY_COMPROMISE ->
              "The private key is used by somebody who is not "
                  + whose
                  + ": these hosts complete the handshake themselves and do not behave as the"
                  + " owner's server does. Treat the key as stolen until "
                  + whose
                  + " says otherwise.";
          case IMPERSONATION ->
              "The certificate names "
                  + whose
                  + ", and no CA of the owner's and none that is trusted signed it: somebody else"
                  + " made it.";
          case DEFAULT_CERTIFICATE ->
              "The certificate looks like one that a product ships: self-made, and the same on many"
                  + " hosts. Its private key is likely public.";
          case PROXY_SCRIPT ->
              "The certificate looks as installers of proxies make them: self-signed, one name,"
                  + " valid for a lifetime. It is a default, not an attempt on "
                  + whose
                  + ".";
          case SHARED_SERVICE ->
              "The hosts are a shared service of "
                  + whose
                  + " or of those who serve it (CDN, pool, cache): that one certificate is on all"
                  + " of them is as it should be.";
          case GENUINE ->
              "The hosts are servers of "
                  + whose
                  + ", in its own networks, that use its own certificate.";
          case INCONCLUSIVE -> open(cluster, decision, reason.orElseThrow(), ruleset);
        };
    return decision.kind() == VerdictKind.INCONCLUSIVE
        ? meaning
        : "Verdict "
            + decision.kind().name()
            + ", confidence "
            + decision.confidence()
            + ". "
            + meaning;
  }

  private static String open(
      Cluster cluster, Decision decision, InconclusiveReason reason, Ruleset ruleset) {
    String begin = "Verdict INCONCLUSIVE: ";
    return begin
        + switch (reason) {
          case NOT_ALLOWED_TO_PROBE ->
              "not probed, because policy does not allow it, and banners alone do not decide what"
                  + " the certificate is doing there.";
          case NOT_SAMPLED_YET ->
              "too few hosts have been probed yet, and banners alone do not decide.";
          case UNREACHABLE ->
              "none of the hosts that were probed could be brought to a TLS handshake.";
          case TOO_FEW_HOSTS -> "there are too few hosts to weigh as a population.";
          case EVIDENCE_IN_CONFLICT ->
              "the evidence is in conflict" + candidates(decision, ruleset) + ".";
          case EVIDENCE_DOES_NOT_DECIDE -> doubt(cluster, decision, ruleset);
        };
  }

  private static String doubt(Cluster cluster, Decision decision, Ruleset ruleset) {
    boolean keyInUse = cluster.outside().any(Signature::completed);
    double stolen = decision.probability(VerdictKind.KEY_COMPROMISE);
    boolean relayOrHolder = keyInUse && stolen >= ruleset.threshold(Threshold.DOUBT);
    return relayOrHolder
        ? "relay or key holder, not decided. The handshake completes outside the networks of "
            + cluster.ownerName()
            + ", and there is neither a positive sign of relaying nor one of not being the origin"
            + candidates(decision, ruleset)
            + "."
        : "the evidence does not tell the candidates apart" + candidates(decision, ruleset) + ".";
  }

  private static String candidates(Decision decision, Ruleset ruleset) {
    StringBuilder named = new StringBuilder();
    decision.posterior().entrySet().stream()
        .filter(one -> one.getValue() >= ruleset.threshold(Threshold.CANDIDATE))
        .sorted((a, b) -> Double.compare(b.getValue(), a.getValue()))
        .forEach(
            one ->
                named
                    .append(named.length() == 0 ? " (" : ", ")
                    .append(one.getKey().name())
                    .append(String.format(Locale.ROOT, " %.2f", one.getValue())));
    return named.length() == 0 ? "" : named.append(")").toString();
  }

  /** The one further test that would help most, and what it is expected to tell. */
  static String next(
      Cluster cluster,
      Decision decision,
      Optional<InconclusiveReason> reason,
      Optional<NextTest> next) {
    String test =
        switch (decision.kind()) {
          case VPN_CAMOUFLAGE, TLS_RELAY -> expected(cluster, next);
          case KEY_COMPROMISE ->
              "asking the owner whether these hosts are known to it"
                  + (cluster.outside().any(FurtherTest.RESUMPTION::made)
                      ? ""
                      : "; and " + FurtherTest.RESUMPTION.sentence());
          case IMPERSONATION ->
              "the owner's word on whether it has private CAs that the catalogue lacks";
          case DEFAULT_CERTIFICATE -> "the product's firmware, if it can be told from other ports";
          case PROXY_SCRIPT -> "a probe for the proxy protocol itself";
          case SHARED_SERVICE, GENUINE -> FurtherTest.SERVER_NAMES.sentence();
          case INCONCLUSIVE -> forReason(cluster, reason.orElseThrow(), next);
        };
    return "What would help most: " + test + ".";
  }

  private static String forReason(
      Cluster cluster, InconclusiveReason reason, Optional<NextTest> next) {
    return switch (reason) {
      case NOT_ALLOWED_TO_PROBE ->
          "probing, once a contact is set and a scope that holds this owner or fingerprint";
      case NOT_SAMPLED_YET -> "probing more of its hosts for liveness and application data";
      case UNREACHABLE -> "probing again later, or from another vantage";
      case TOO_FEW_HOSTS -> "more banners: a longer feed, or a search for this fingerprint";
      case EVIDENCE_IN_CONFLICT, EVIDENCE_DOES_NOT_DECIDE -> expected(cluster, next);
    };
  }

  private static String expected(Cluster cluster, Optional<NextTest> next) {
    if (next.isEmpty()) {
      return NextTest.hasTwin(cluster)
          ? "the owner's word on whether it knows these hosts; every test that could tell more was"
              + " made"
          : FurtherTest.TWIN.sentence();
    }
    NextTest one = next.get();
    return one.test().sentence()
        + (one.gain() < LITTLE
            ? "; little is left to tell, less than 0.01 bits expected"
            : String.format(Locale.ROOT, "; expected to tell %.2f bits", one.gain()))
        + ", by a sign that would speak most for "
        + one.towards().name();
  }
}
