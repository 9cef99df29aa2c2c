package dev.unmask.app.probe;

import static dev.unmask.app.probe.Finding.notTested;

import dev.unmask.avro.ApplicationProbe;
import dev.unmask.avro.LivenessProbe;
import dev.unmask.avro.Observation;
import dev.unmask.classify.model.Signature;
import dev.unmask.classify.model.Speech;
import dev.unmask.schemas.owner.Owner;
import java.util.Map;
import java.util.Optional;

/** What the host did after the handshake says, by itself and beside its twin. */
record SpeechFindings(
    Observation seen, Signature host, Optional<Signature> twin, Optional<Owner> owner) {

  static final String NO_TWIN = "no twin to compare with; name one with --twin";

  void put(Map<String, Finding> codes) {
    codes.put("LIVENESS", liveness());
    codes.put("NO_APPLICATION_DATA", noApplicationData());
    codes.put("OWNER_CONTENT", ownerContent());
    codes.put("FOREIGN_CONTENT", foreignContent());
    codes.put("TWIN", likeTwin());
  }

  private Finding liveness() {
    LivenessProbe probe = seen.getLiveness();
    if (probe == null || host.speech().liveness() == Speech.Liveness.NOT_TESTED) {
      return probe == null
          ? Finding.belowTier(2)
          : notTested(Finding.outcome(probe.getOutcome(), probe.getDetail()));
    }
    String drew =
        "a forged record drew %s, an orderly close %s"
            .formatted(Finding.words(probe.getResult()), Finding.words(probe.getOrderlyClose()));
    return Finding.of(host.speech().liveness().alive(), drew);
  }

  private Finding noApplicationData() {
    return asked()
        .orElseGet(
            () ->
                Finding.of(host.speech().answer() == Speech.Answer.SILENCE, said(host) + beside()));
  }

  private Finding ownerContent() {
    return asked()
        .orElseGet(
            () ->
                owner
                    .map(
                        o ->
                            Finding.of(
                                host.speech().redirectOwner().equals(o.id())
                                    || twin.filter(this::answersAlike).isPresent(),
                                said(host) + beside()))
                    .orElseGet(
                        () -> notTested("the name asked for is nobody's in the owner catalogue")));
  }

  private Finding foreignContent() {
    return asked()
        .or(this::lacksTwin)
        .orElseGet(
            () ->
                Finding.of(
                    host.speech().answer().spoke()
                        && twin.filter(other -> !answersAlike(other)).isPresent(),
                    said(host) + beside()));
  }

  private Finding likeTwin() {
    return lacksTwin()
        .orElseGet(
            () -> {
              boolean alike =
                  twin.filter(
                          other ->
                              other.speech().liveness() == host.speech().liveness()
                                  && other.speech().answer() == host.speech().answer()
                                  && other.reach().tlsShape().equals(host.reach().tlsShape()))
                      .isPresent();
              return Finding.of(alike, said(host) + beside());
            });
  }

  /** Why application data were not asked for; empty if they were. */
  private Optional<Finding> asked() {
    ApplicationProbe probe = seen.getApplication();
    if (probe == null) {
      return Optional.of(Finding.belowTier(2));
    }
    return host.speech().answer() == Speech.Answer.NOT_TESTED
        ? Optional.of(notTested(Finding.outcome(probe.getOutcome(), probe.getDetail())))
        : Optional.empty();
  }

  private Optional<Finding> lacksTwin() {
    return twin.isEmpty() ? Optional.of(notTested(NO_TWIN)) : Optional.empty();
  }

  private boolean answersAlike(Signature other) {
    return other.speech().answer() == host.speech().answer()
        && other.speech().answerShape().equals(host.speech().answerShape());
  }

  private String said(Signature one) {
    return Finding.words(one.speech().answer())
        + ", liveness "
        + Finding.words(one.speech().liveness());
  }

  private String beside() {
    return twin.map(other -> "; its twin: " + said(other)).orElse("; no twin to compare with");
  }
}
