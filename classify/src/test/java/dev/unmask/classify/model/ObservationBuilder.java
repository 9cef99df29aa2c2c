package dev.unmask.classify.model;

import dev.unmask.avro.Anchor;
import dev.unmask.avro.ApplicationAnswer;
import dev.unmask.avro.ApplicationProbe;
import dev.unmask.avro.ApplicationRequest;
import dev.unmask.avro.BannerClaims;
import dev.unmask.avro.ChainJudgement;
import dev.unmask.avro.Endpoint;
import dev.unmask.avro.HttpSummary;
import dev.unmask.avro.LivenessProbe;
import dev.unmask.avro.LivenessResult;
import dev.unmask.avro.NameMatch;
import dev.unmask.avro.Observation;
import dev.unmask.avro.OpenVpnAnswer;
import dev.unmask.avro.OpenVpnProbe;
import dev.unmask.avro.OrderlyCloseResult;
import dev.unmask.avro.OutOfDate;
import dev.unmask.avro.Outcome;
import dev.unmask.avro.PassiveReason;
import dev.unmask.avro.PathState;
import dev.unmask.avro.PathValidity;
import dev.unmask.avro.TlsProbe;
import dev.unmask.avro.Transport;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Observations for tests: by default of 192.0.2.7:443 in AS64500, handshake completed with the
 * banner's leaf, nothing else tried.
 */
final class ObservationBuilder {

  static final String LEAF = "aa".repeat(32);
  static final String ROOT = "cc".repeat(32);

  private final Observation.Builder seen;
  private final TlsProbe.Builder tls;
  private final List<OpenVpnProbe> openVpn = new ArrayList<>();
  private boolean probed = true;
  private String ip = "192.0.2.7";
  private int port = 443;

  private ObservationBuilder() {
    seen = Observation.newBuilder();
    tls =
        TlsProbe.newBuilder()
            .setOutcome(Outcome.SUCCESS)
            .setHandshakeCompleted(true)
            .setProtocol("TLSv1.2")
            .setCipherSuite("TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256")
            .setChain(List.of(LEAF, ROOT));
    banner(64_500L, LEAF);
  }

  static ObservationBuilder anObservation() {
    return new ObservationBuilder();
  }

  ObservationBuilder at(String ip, int port) {
    this.ip = ip;
    this.port = port;
    return this;
  }

  ObservationBuilder banner(@Nullable Long asn, @Nullable String fingerprint) {
    seen.setBanner(BannerClaims.newBuilder().setAsn(asn).setFingerprint(fingerprint).build());
    return this;
  }

  ObservationBuilder passive(PassiveReason reason) {
    probed = false;
    seen.setPassiveReason(reason);
    return this;
  }

  ObservationBuilder failed(Outcome outcome, String... chain) {
    tls.setOutcome(outcome).setHandshakeCompleted(false).setChain(List.of(chain));
    return this;
  }

  ObservationBuilder tls(String protocol, String cipher, String alpn) {
    tls.setProtocol(protocol).setCipherSuite(cipher).setApplicationProtocol(alpn);
    return this;
  }

  ObservationBuilder judged(ChainJudgement judgement) {
    tls.setJudgement(judgement);
    return this;
  }

  ObservationBuilder bannerJudged(ChainJudgement judgement) {
    seen.setBannerChain(List.of(LEAF)).setBannerJudgement(judgement);
    return this;
  }

  ObservationBuilder liveness(LivenessResult result, OrderlyCloseResult orderly) {
    seen.setLiveness(
        LivenessProbe.newBuilder()
            .setOutcome(Outcome.SUCCESS)
            .setResult(result)
            .setOrderlyClose(orderly)
            .build());
    return this;
  }

  ObservationBuilder answered(ApplicationAnswer answer) {
    seen.setApplication(application(answer).build());
    return this;
  }

  ObservationBuilder http(
      int status, @Nullable String location, @Nullable String server, @Nullable String title) {
    seen.setApplication(
        application(ApplicationAnswer.HTTP_RESPONSE)
            .setHttp(new HttpSummary(status, location, server, title))
            .build());
    return this;
  }

  ObservationBuilder openVpn(int port, Transport transport, Outcome connect, OpenVpnAnswer answer) {
    openVpn.add(
        OpenVpnProbe.newBuilder()
            .setPort(port)
            .setTransport(transport)
            .setConnect(connect)
            .setAnswer(answer)
            .build());
    return this;
  }

  static ChainJudgement judgement(
      PathState path,
      PathValidity validity,
      boolean onceValid,
      List<OutOfDate> outOfDate,
      Anchor... anchors) {
    return ChainJudgement.newBuilder()
        .setPath(path)
        .setValidity(validity)
        .setOnceValid(onceValid)
        .setOutOfDate(outOfDate)
        .setAnchors(List.of(anchors))
        .setName(NameMatch.MATCH)
        .build();
  }

  static OutOfDate expired(String sha256, String notAfter) {
    return new OutOfDate(sha256, "CN=old", null, Instant.parse(notAfter));
  }

  Observation build() {
    seen.setEndpoint(new Endpoint(ip, port, Transport.TCP));
    seen.setOpenVpn(openVpn);
    return seen.setTls(probed ? tls.build() : null).build();
  }

  private static ApplicationProbe.Builder application(ApplicationAnswer answer) {
    return ApplicationProbe.newBuilder()
        .setOutcome(Outcome.SUCCESS)
        .setRequest(ApplicationRequest.HTTP_GET)
        .setHost("www.update.microsoft.com")
        .setAnswer(answer);
  }
}
