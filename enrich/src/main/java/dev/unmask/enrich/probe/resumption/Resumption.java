package dev.unmask.enrich.probe.resumption;

import dev.unmask.avro.Outcome;
import dev.unmask.avro.Resumed;
import dev.unmask.avro.ResumptionProbe;
import dev.unmask.avro.ResumptionTest;
import dev.unmask.enrich.probe.connection.Connection;
import dev.unmask.enrich.probe.connection.Printable;
import dev.unmask.enrich.probe.resumption.Minting.Minted;
import dev.unmask.enrich.probe.tls.Handshake;
import dev.unmask.enrich.probe.visit.Finding;
import dev.unmask.enrich.probe.visit.ProbeEnd;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * One host's sessions, and others' offered to it. On the visit's event loop.
 *
 * <pre>
 *   begin one --given--> offer it to the host itself --YES--> begin more, while few are kept --> OlderSession, offer others'
 *             --none given------------------------------NO--> OlderSession, offer one of another's
 *             --failed--> done
 *   offer others' --each answered, or enough--> done
 * </pre>
 */
final class Resumption {

  /** Connections that a host is asked for so that its sessions can be offered to others. */
  private static final int MORE_OF_GENUINE = 3;

  private static final int MORE_OF_OTHERS = 1;

  private final VisitedHost host;
  private final SessionVault vault;
  private final Minting minting;
  private final ProbeEnd end;
  private final List<ResumptionTest> others = new ArrayList<>();
  private Outcome outcome = Outcome.SUCCESS;
  private String detail = "";
  private Optional<ResumptionTest> own = Optional.empty();

  Resumption(VisitedHost host, SessionVault vault, Minting minting, ProbeEnd end) {
    this.host = host;
    this.vault = vault;
    this.minting = minting;
    this.end = end;
  }

  void begin() {
    end.ifStopped((why, said) -> finding(why, said));
    minting.run(
        host,
        minted ->
            minted
                .session()
                .ifPresentOrElse(
                    session -> offer(session, this::onOwn), () -> withoutSession(minted)));
  }

  private void withoutSession(Minted minted) {
    Handshake handshake = minted.handshake();
    if (!handshake.completed()) {
      notTested(handshake.outcome(), "handshake for a session: " + handshake.detail());
      finish();
    } else if (host.showsAnother(handshake)) {
      notTested(Outcome.APPLICATION_ERROR, "another certificate was shown");
      finish();
    } else {
      notTested(Outcome.APPLICATION_ERROR, "no session was given");
      offerOthers(handshake.session().orElseThrow().protocol(), OfferChoice.FEW);
    }
  }

  /** The host's own session, offered to itself. By TLS 1.3 it is spent, and others are begun. */
  private void onOwn(Answer answer) {
    ResumptionTest test = answer.test();
    own = Optional.of(test);
    if (test.getResumed() == Resumed.NOT_TESTED) {
      notTested(test.getOutcome(), "its own session: " + test.getDetail());
    }
    String protocol = answer.kept().protocol();
    hangUp(answer);
    if (test.getResumed() != Resumed.YES) {
      offerOthers(protocol, OfferChoice.FEW);
      return;
    }
    if (answer.isReusable()) {
      keep(answer.kept());
    }
    mintMore(protocol);
  }

  private void mintMore(String protocol) {
    boolean genuine = host.visit().target().insideOwner();
    int room = vault.room(host.shelf(protocol), genuine);
    mintMore(protocol, Math.min(room, genuine ? MORE_OF_GENUINE : MORE_OF_OTHERS));
  }

  private void mintMore(String protocol, int more) {
    if (more == 0) {
      offerOthers(protocol, OfferChoice.MOST);
      return;
    }
    minting.run(
        host,
        minted -> {
          minted.session().ifPresent(this::keep);
          mintMore(protocol, minted.session().isPresent() ? more - 1 : 0);
        });
  }

  private void offerOthers(String protocol, int most) {
    new OlderSession(host, vault, minting)
        .gatherBeside(protocol, () -> offerNext(new OfferChoice(host, vault, protocol, most)));
  }

  private void offerNext(OfferChoice choice) {
    choice
        .next()
        .ifPresentOrElse(
            session ->
                offer(
                    session,
                    answer -> {
                      hangUp(answer);
                      onOther(choice, answer);
                    }),
            this::finish);
  }

  private void onOther(OfferChoice choice, Answer answer) {
    if (answer.isReusable()) {
      keep(answer.kept());
    }
    others.add(answer.test());
    choice.seen(answer);
    if (answer.shaken().handshake().timings().connect().isPresent()) {
      offerNext(choice);
    } else {
      finish();
    }
  }

  private void offer(KeptSession session, Consumer<Answer> then) {
    SessionHandshake.offering(host.visit(), session)
        .run(shaken -> then.accept(new Answer(host, session, shaken)));
  }

  private static void hangUp(Answer answer) {
    answer.shaken().handshake().connection().ifPresent(Connection::reset);
  }

  private void keep(KeptSession session) {
    if (session.isHeld()) {
      vault.put(host.shelf(session.protocol()), session);
    }
  }

  private void notTested(Outcome why, String said) {
    outcome = why;
    detail = said;
  }

  private void finish() {
    end.with(finding(outcome, detail));
  }

  private Finding finding(Outcome why, String said) {
    return Finding.of(
        ResumptionProbe.newBuilder()
            .setOutcome(why)
            .setDetail(Printable.detail(said))
            .setOwn(own.orElse(null))
            .setOthers(List.copyOf(others))
            .build());
  }
}
