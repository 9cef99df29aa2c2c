package dev.unmask.enrich.realpeers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.unmask.avro.ApplicationAnswer;
import dev.unmask.avro.LivenessResult;
import dev.unmask.avro.Outcome;
import dev.unmask.avro.TlsEngine;
import java.time.Duration;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** OpenSSL with protocols, suites and keys of long ago. */
@Execution(ExecutionMode.CONCURRENT)
class OpenSslIT {

  @RegisterExtension static final Programs programs = new Programs();
  @RegisterExtension static final Visits visits = new Visits();

  private static Visited dheOverTls12;
  private static Visited dheOverTls10;
  private static Visited rsaOverTls10;
  private static Visited renegotiating;

  @BeforeAll
  static void visit() {
    OpenSsl weak = new OpenSsl(programs.here(), 1_024);
    OpenSsl strong = new OpenSsl(programs.here(), 2_048);
    dheOverTls12 =
        visits.full(weak.serve("-tls1_2", "-cipher", "DHE-RSA-AES128-GCM-SHA256:@SECLEVEL=0"));
    dheOverTls10 = visits.full(weak.serve("-tls1", "-cipher", "DHE-RSA-AES128-SHA:@SECLEVEL=0"));
    rsaOverTls10 = visits.full(strong.serve("-tls1", "-cipher", "AES128-SHA:@SECLEVEL=0"));
    Place place = programs.here().place();
    Program console = strong.console(place, "-tls1_2");
    renegotiating = visits.full(place);
    await().atMost(Duration.ofMinutes(1)).until(() -> console.printed().contains("GET / HTTP/1.1"));
    console.type("R");
  }

  @Test
  void boringssl_reads_what_it_can_itself() {
    assertThat(rsaOverTls10.tls().getEngine()).isEqualTo(TlsEngine.BORINGSSL);
    assertThat(rsaOverTls10.tls().getProtocol()).isEqualTo("TLSv1");
  }

  @Test
  void bouncycastle_reads_what_boringssl_refuses() {
    for (Visited dhe : new Visited[] {dheOverTls12, dheOverTls10}) {
      assertThat(dhe.tls().getOutcome()).isEqualTo(Outcome.SUCCESS);
      assertThat(dhe.tls().getEngine()).isEqualTo(TlsEngine.BOUNCYCASTLE);
      assertThat(dhe.report().chain()).hasSize(1);
    }
    assertThat(dheOverTls12.tls().getCipherSuite())
        .isEqualTo("TLS_DHE_RSA_WITH_AES_128_GCM_SHA256");
    assertThat(dheOverTls10.tls().getCipherSuite()).isEqualTo("TLS_DHE_RSA_WITH_AES_128_CBC_SHA");
    assertThat(dheOverTls10.tls().getProtocol()).isEqualTo("TLSv1");
  }

  @Test
  void application_data_and_forged_records_pass_by_bouncycastle_too() {
    for (Visited dhe : new Visited[] {dheOverTls12, dheOverTls10}) {
      assertThat(dhe.application().getAnswer()).isEqualTo(ApplicationAnswer.HTTP_RESPONSE);
      assertThat(dhe.liveness().getResult()).isEqualTo(LivenessResult.ALERT);
    }
  }

  @Test
  void wish_to_shake_hands_anew_is_no_undecryptable_data() {
    assertThat(renegotiating.application().getAnswer()).isEqualTo(ApplicationAnswer.NOT_TESTED);
    assertThat(renegotiating.application().getOutcome()).isEqualTo(Outcome.APPLICATION_ERROR);
  }
}
