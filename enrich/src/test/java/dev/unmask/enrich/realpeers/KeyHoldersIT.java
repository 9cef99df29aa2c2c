package dev.unmask.enrich.realpeers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.unmask.avro.ApplicationAnswer;
import dev.unmask.avro.FirstAnswer;
import dev.unmask.avro.LivenessResult;
import dev.unmask.enrich.probe.peers.Identity;
import dev.unmask.enrich.probe.peers.Pki;
import dev.unmask.enrich.probe.peers.Probing;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Servers with keys of their own that are no nginx: a directory, Apache, and GnuTLS. */
@Execution(ExecutionMode.CONCURRENT)
class KeyHoldersIT {

  /**
   * With an RSA key: GnuTLS, on which slapd runs too, reads no EC key that lacks its public half.
   */
  private static final Identity IDENTITY =
      Pki.recipe(Probing.NAME)
          .dnsNames(Probing.NAME)
          .rsa(2_048)
          .signedBy(Pki.root("Owner Root"))
          .identity();

  @RegisterExtension static final Programs programs = new Programs();
  @RegisterExtension static final Visits visits = new Visits();

  private static Visited directory;
  private static Visited apache;
  private static Visited gnuTls;

  @BeforeAll
  static void visit() {
    Machine here = programs.here();
    directory = visits.timings(new Slapd(here).ldaps(IDENTITY));
    apache = visits.timings(new Apache(here).https(IDENTITY));
    gnuTls = visits.timings(new GnuTls(here).https(IDENTITY));
  }

  @Test
  void directory_tells_strangers_what_it_holds() {
    assertThat(directory.application().getAnswer()).isEqualTo(ApplicationAnswer.LDAP_RESULT);
    assertThat(directory.application().getDetail()).isEqualTo("naming context " + Slapd.SUFFIX);
  }

  @Test
  void page_comes_of_the_web_servers() {
    for (Visited each : new Visited[] {apache, gnuTls}) {
      assertThat(each.application().getAnswer()).isEqualTo(ApplicationAnswer.HTTP_RESPONSE);
    }
  }

  @Test
  void forged_record_draws_an_alert_from_the_web_servers() {
    for (Visited each : new Visited[] {apache, gnuTls}) {
      assertThat(each.liveness().getResult()).isEqualTo(LivenessResult.ALERT);
    }
  }

  /**
   * On GnuTLS too, which does not alert by itself: so a directory has to be compared with a twin.
   */
  @Test
  void forged_record_ends_a_connection_to_slapd_without_an_alert() {
    assertThat(directory.liveness().getResult()).isIn(LivenessResult.CLOSED, LivenessResult.RESET);
  }

  @Test
  void fin_after_the_hello_does_not_keep_the_flight_from_coming() {
    for (Visited each : new Visited[] {directory, apache, gnuTls}) {
      assertThat(each.halfClose().getAnswer()).isEqualTo(FirstAnswer.TLS_HANDSHAKE);
    }
  }
}
