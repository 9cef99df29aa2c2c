package dev.unmask.enrich.probe.resumption;

import dev.unmask.avro.Resumed;
import dev.unmask.enrich.probe.connection.Connection;
import dev.unmask.enrich.probe.tls.Offer;
import java.util.Optional;

/**
 * A genuine host's session by TLS 1.2, where it prefers TLS 1.3: for hosts of its certificate that
 * let nothing newer through, as ShadowTLS v1 does. It serves many times, so there is one of a host,
 * by two connections at most: one to begin it, and one to see that the host resumes it itself,
 * without which a NO of others would say nothing.
 */
record OlderSession(VisitedHost host, SessionVault vault, Minting minting) {

  private static final String TLS_1_2 = "TLSv1.2";

  /**
   * Gathers it, if it is wanted.
   *
   * @param protocol that the host prefers, in the JDK's words
   * @param then runs once, on the visit's event loop
   */
  void gatherBeside(String protocol, Runnable then) {
    boolean wanted =
        host.visit().target().insideOwner()
            && !protocol.equals(TLS_1_2)
            && vault.room(host.shelf(TLS_1_2), true) > 0;
    if (wanted) {
      minting.run(host, Offer.UP_TO_TLS_1_2, minted -> keep(minted.session(), then));
    } else {
      then.run();
    }
  }

  private void keep(Optional<KeptSession> minted, Runnable then) {
    minted.ifPresentOrElse(
        session ->
            SessionHandshake.offering(host.visit(), session)
                .run(
                    shaken -> {
                      keepIfResumed(new Answer(host, session, shaken));
                      then.run();
                    }),
        then);
  }

  private void keepIfResumed(Answer own) {
    own.shaken().handshake().connection().ifPresent(Connection::reset);
    if (own.test().getResumed() == Resumed.YES && own.isReusable()) {
      vault.put(host.shelf(TLS_1_2), own.kept());
    }
  }
}
