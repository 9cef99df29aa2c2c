package dev.unmask.classify.model;

import java.util.List;

/**
 * Signatures for tests. By default: an HTTPS host outside every known network, handshake completed,
 * chain of the owner's, nothing else tested.
 */
public final class HostBuilder {

  private PortClass port = PortClass.HTTPS;
  private Reach.Source source = Reach.Source.PROBED;
  private Reach.PassiveReason passive = Reach.PassiveReason.NONE;
  private Reach.TlsOutcome outcome = Reach.TlsOutcome.SUCCESS;
  private Reach.Handshake handshake = Reach.Handshake.COMPLETED;
  private Reach.BannerAgreement banner = Reach.BannerAgreement.AGREES;
  private String tlsShape = "0a0a0a0a";
  private Chain chain =
      new Chain(
          Chain.Anchor.OWNER_CATALOGUE,
          Chain.Path.COMPLETE,
          Chain.Time.VALID,
          0,
          Chain.NameMatch.MATCH);
  private Speech.Liveness liveness = Speech.Liveness.NOT_TESTED;
  private Speech.Request request = Speech.Request.NOT_TESTED;
  private Speech.Answer answer = Speech.Answer.NOT_TESTED;
  private String answerShape = "";
  private Speech.Redirect redirect = Speech.Redirect.NONE;
  private String redirectOwner = "";
  private Vpn vpn = Vpn.untested();
  private Manners manners = Manners.untested();
  private List<String> owners = List.of();

  private HostBuilder() {}

  public static HostBuilder aHost() {
    return new HostBuilder();
  }

  public HostBuilder on(PortClass port) {
    this.port = port;
    return this;
  }

  public HostBuilder inside(String... owners) {
    this.owners = List.of(owners);
    return this;
  }

  public HostBuilder tls(String shape) {
    this.tlsShape = shape;
    return this;
  }

  public HostBuilder banner(Reach.BannerAgreement banner) {
    this.banner = banner;
    return this;
  }

  /** Known from its banner alone. */
  public HostBuilder passive(Reach.PassiveReason reason) {
    source = Reach.Source.PASSIVE;
    passive = reason;
    outcome = Reach.TlsOutcome.NOT_PROBED;
    handshake = Reach.Handshake.NOT_TESTED;
    banner = Reach.BannerAgreement.NOT_TESTED;
    tlsShape = "";
    return this;
  }

  /** The handshake did not complete. */
  public HostBuilder failed(Reach.TlsOutcome how) {
    outcome = how;
    handshake = Reach.Handshake.FAILED;
    banner = Reach.BannerAgreement.NOT_TESTED;
    tlsShape = "";
    return this;
  }

  public HostBuilder certificateOnly() {
    failed(Reach.TlsOutcome.HANDSHAKE_ERROR);
    handshake = Reach.Handshake.CERTIFICATE_ONLY;
    return this;
  }

  public HostBuilder chain(Chain chain) {
    this.chain = chain;
    return this;
  }

  public HostBuilder chain(Chain.Anchor anchor, Chain.Path path, Chain.Time time) {
    return chain(new Chain(anchor, path, time, 0, Chain.NameMatch.MATCH));
  }

  public HostBuilder liveness(Speech.Liveness liveness) {
    this.liveness = liveness;
    return this;
  }

  public HostBuilder alerting() {
    return liveness(Speech.Liveness.ALERT);
  }

  public HostBuilder held() {
    return liveness(Speech.Liveness.HELD);
  }

  public HostBuilder answered(Speech.Answer answer, String shape) {
    this.request = Speech.Request.HTTP_GET;
    this.answer = answer;
    this.answerShape = shape;
    this.redirect = Speech.Redirect.NONE;
    this.redirectOwner = "";
    return this;
  }

  public HostBuilder silent() {
    return answered(Speech.Answer.SILENCE, "");
  }

  public HostBuilder listenedTo() {
    request = Speech.Request.LISTEN;
    answer = Speech.Answer.SILENCE;
    return this;
  }

  public HostBuilder redirectingTo(String owner, String shape) {
    answered(Speech.Answer.HTTP_REDIRECT, shape);
    redirect = owner.isEmpty() ? Speech.Redirect.ELSEWHERE : Speech.Redirect.CATALOGUED;
    redirectOwner = owner;
    return this;
  }

  /** As the servers of a catalogued owner are known to. */
  public HostBuilder answeringAsKnownOf(String owner, String shape) {
    answered(Speech.Answer.HTTP_SUCCESS, shape);
    redirect = Speech.Redirect.EXPECTED;
    redirectOwner = owner;
    return this;
  }

  public HostBuilder vpn(Vpn.Port1194 port, Vpn.OpenVpn openVpn) {
    vpn = new Vpn(port, openVpn, vpn.portShare());
    return this;
  }

  public HostBuilder openVpn() {
    return vpn(Vpn.Port1194.OPEN, Vpn.OpenVpn.PROVED);
  }

  public HostBuilder noVpn() {
    return vpn(Vpn.Port1194.CLOSED, Vpn.OpenVpn.NOT_TESTED);
  }

  /** What an OpenVPN reset to the TLS port drew. */
  public HostBuilder portShare(Vpn.PortShare share) {
    vpn = new Vpn(vpn.port1194(), vpn.openVpn(), share);
    return this;
  }

  public HostBuilder halfClose(Manners.HalfClose halfClose) {
    manners =
        new Manners(
            halfClose,
            manners.resumption(),
            manners.roundTrips(),
            manners.sniMatrix(),
            manners.firstBytes(),
            manners.plainHttp());
    return this;
  }

  public HostBuilder resumption(Manners.Resumption resumption) {
    manners =
        new Manners(
            manners.halfClose(),
            resumption,
            manners.roundTrips(),
            manners.sniMatrix(),
            manners.firstBytes(),
            manners.plainHttp());
    return this;
  }

  public HostBuilder roundTrips(Manners.RoundTrips roundTrips) {
    manners =
        new Manners(
            manners.halfClose(),
            manners.resumption(),
            roundTrips,
            manners.sniMatrix(),
            manners.firstBytes(),
            manners.plainHttp());
    return this;
  }

  public HostBuilder names(Manners.SniMatrix names) {
    manners =
        new Manners(
            manners.halfClose(),
            manners.resumption(),
            manners.roundTrips(),
            names,
            manners.firstBytes(),
            manners.plainHttp());
    return this;
  }

  /** What half a hello drew, and HTTP in clear. */
  public HostBuilder firstBytes(Manners.FirstBytes half, Manners.PlainHttp clear) {
    manners =
        new Manners(
            manners.halfClose(),
            manners.resumption(),
            manners.roundTrips(),
            manners.sniMatrix(),
            half,
            clear);
    return this;
  }

  /** As the case's relays are: holds what is sent, silent. */
  public HostBuilder handshakeRelay() {
    return held().silent();
  }

  public Signature build() {
    return new Signature(
        new Reach(port, source, passive, outcome, handshake, banner, tlsShape),
        chain,
        new Speech(liveness, request, answer, answerShape, redirect, redirectOwner),
        vpn,
        manners,
        owners);
  }
}
