package dev.unmask.lab.scenario;

import dev.unmask.avro.ApplicationAnswer;
import dev.unmask.avro.AskedName;
import dev.unmask.avro.FirstAnswer;
import dev.unmask.avro.FirstBytes;
import dev.unmask.avro.LivenessResult;
import dev.unmask.avro.OpenVpnState;
import dev.unmask.avro.OrderlyCloseResult;
import dev.unmask.avro.Role;
import dev.unmask.avro.VpnEvidence;
import dev.unmask.lab.scenario.Opening.Dial;
import dev.unmask.lab.scenario.Opening.NotTls;
import dev.unmask.lab.scenario.Opening.Patience;
import dev.unmask.lab.scenario.RelayManners.AfterHandshake;
import dev.unmask.lab.scenario.RelayManners.ClientFin;
import dev.unmask.lab.scenario.SniRoutes.Miss;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The relays of today, as their own sources (of 2025 and 2026) and measurements on loopback have
 * them: how each treats a connection, and what a stranger sees of it. Where the real system's
 * answer to some first bytes is not known, its marks do not speak of it.
 *
 * @param cover the site behind them
 * @param pace how much shorter than the real systems' their waits are
 */
record RelaySystems(Cover cover, Pace pace) {
  /** Between the relays and their origin, however short their waits: FIN must not lose a race. */
  private static final Duration LEG = Duration.ofMillis(40);

  private static final int OPENVPN_HAND_WINDOW = 60;

  /** Longer than any origin's, so that the origin's shows. */
  private static final int IDLE = 300;

  List<RelaySystem> reality() {
    return List.of(
        new RelaySystem(
            "reality",
            Role.FULL_RELAY,
            full(Opening.atAccept(), ClientFin.PASSED_ON),
            cover.marks()));
  }

  List<RelaySystem> shadowTlsOne() {
    return List.of(
        shadowTlsOne("shadowtls-v1-holds", AfterHandshake.HOLD, LivenessResult.HELD),
        shadowTlsOne("shadowtls-v1-closes", AfterHandshake.CLOSE, LivenessResult.CLOSED),
        shadowTlsOne("shadowtls-v1-switches", AfterHandshake.SWITCH, LivenessResult.UNDECRYPTABLE));
  }

  private RelaySystem shadowTlsOne(String name, AfterHandshake after, LivenessResult forged) {
    RelayManners manners =
        RelayManners.ofHandshake(after, pace.seconds(IDLE)).cuttingTls13().withLeg(LEG);
    Marks marks = lost(cover.marks()).withoutNames();
    return new RelaySystem(name, Role.HANDSHAKE_RELAY, manners, afterTls12(marks, forged));
  }

  private static Marks afterTls12(Marks marks, LivenessResult forged) {
    return switch (forged) {
      case HELD -> marks.with("", forged, OrderlyCloseResult.NOT_TESTED, ApplicationAnswer.SILENCE);
      case CLOSED -> marks.with("", forged, OrderlyCloseResult.CLOSED, ApplicationAnswer.CLOSED);
      case UNDECRYPTABLE ->
          marks.with("", forged, OrderlyCloseResult.NOT_TESTED, ApplicationAnswer.UNDECRYPTABLE);
      case ALERT, RESET, NOT_TESTED -> throw new IllegalArgumentException("not of it: " + forged);
    };
  }

  List<RelaySystem> shadowTls() {
    Opening opening = Opening.after(Dial.AFTER_FIRST_RECORD, new Patience.Endless(), NotTls.AWAIT);
    SniRoutes wildcard = new SniRoutes(cover.everyName(), Miss.CLOSE, Miss.ORIGIN);
    Marks marks = lost(waitsForTls(cover.marks(), IDLE));
    return List.of(
        new RelaySystem("shadowtls-v3", Role.FULL_RELAY, full(opening, ClientFin.CLOSES), marks),
        new RelaySystem(
            "shadowtls-v3-wildcard",
            Role.SNI_PROXY,
            full(opening.by(wildcard), ClientFin.CLOSES),
            marks
                .with(AskedName.UNRELATED, new NameAnswer.ShowsItsOwn())
                .with(AskedName.RANDOM, new NameAnswer.Closes())));
  }

  List<RelaySystem> cloak() {
    Opening opening = Opening.after(Dial.AFTER_FIRST_RECORD, closes(15), NotTls.FORWARD_REQUEST);
    Marks marks =
        lost(waitsForTls(cover.marks(), 15))
            .with(FirstBytes.PLAIN_HTTP, Reaction.atOnce(FirstAnswer.HTTP_RESPONSE));
    return List.of(
        new RelaySystem("cloak", Role.FULL_RELAY, full(opening, ClientFin.CLOSES), marks));
  }

  /** MTProxy and its kin, with FakeTLS. */
  List<RelaySystem> mtproxy() {
    Duration afterTen = pace.seconds(10).plus(cover.idleLimit());
    RelayManners cut =
        full(afterHello(new Patience.Endless()), ClientFin.CLOSES).withTotalLimit(pace.seconds(9));
    return List.of(
        new RelaySystem(
            "mtproxy",
            Role.FULL_RELAY,
            full(
                afterHello(new Patience.Dials(pace.seconds(10), cover.origin())), ClientFin.RESETS),
            cover
                .marks()
                .with(FirstBytes.HALF_HELLO, Reaction.closesAfter(afterTen))
                .with(FirstBytes.HELLO_AND_FIN, Reaction.atOnce(FirstAnswer.RESET))),
        new RelaySystem("mtprotoproxy", Role.FULL_RELAY, cut, lost(endsAll(9))),
        new RelaySystem(
            "mtg",
            Role.FULL_RELAY,
            full(afterHello(closes(10)), ClientFin.PASSED_ON),
            cover.marks().with(FirstBytes.HALF_HELLO, closesIn(10))),
        telemt("telemt", Miss.CLOSE, new NameAnswer.Closes()),
        telemt("telemt-alerts", Miss.UNRECOGNIZED_NAME, new NameAnswer.Alerts(112, 0x0303)));
  }

  private RelaySystem telemt(String name, Miss other, NameAnswer answer) {
    Opening opening = afterHello(closes(5)).by(new SniRoutes(cover.ownNames(), other, Miss.ORIGIN));
    RelayManners manners =
        RelayManners.full(opening, ClientFin.PASSED_ON, pace.seconds(5))
            .withLeg(LEG)
            .withTotalLimit(pace.seconds(60));
    Marks marks = endsAll(5).with(AskedName.UNRELATED, answer).with(AskedName.RANDOM, answer);
    return new RelaySystem(name, Role.FULL_RELAY, manners, marks);
  }

  /** Those that pass on whom they do not know, and one with a page of its own. */
  List<RelaySystem> passthrough() {
    return List.of(
        new RelaySystem(
            "tlsmasq",
            Role.FULL_RELAY,
            full(Opening.atAccept(), ClientFin.CLOSES),
            cover.marks().without(FirstBytes.HELLO_AND_FIN)),
        new RelaySystem(
            "psiphon",
            Role.FULL_RELAY,
            full(afterHello(new Patience.Endless()), ClientFin.CLOSES),
            lost(cover.marks()).without(FirstBytes.HALF_HELLO)),
        new RelaySystem(
            "own-page",
            Role.FULL_RELAY,
            full(Opening.after(Dial.AFTER_HELLO, closes(10), NotTls.OWN_PAGE), ClientFin.CLOSES),
            lost(all(cover.marks(), Reaction.atOnce(FirstAnswer.HTTP_RESPONSE)))
                .with(FirstBytes.HALF_HELLO, closesIn(10))));
  }

  List<RelaySystem> portShare() {
    return List.of(
        new RelaySystem(
            "port-share",
            VpnEvidence.OPENVPN_PROVED,
            full(portShare(OpenVpn.Key.NONE), ClientFin.CLOSES),
            portShareMarks()
                .with(FirstBytes.RESET, Reaction.atOnce(FirstAnswer.OPENVPN_RESET))
                .with(onTlsPort(OpenVpnState.PROVED))),
        new RelaySystem(
            "port-share-key",
            VpnEvidence.OPENVPN_BEHIND_KEY,
            full(portShare(OpenVpn.Key.REQUIRED), ClientFin.CLOSES),
            portShareMarks()
                .with(FirstBytes.RESET, Reaction.atOnce(FirstAnswer.CLOSED))
                .with(onTlsPort(OpenVpnState.BEHIND_KEY))));
  }

  private Opening portShare(OpenVpn.Key key) {
    return Opening.after(Dial.AFTER_FIRST_BYTES, closes(OPENVPN_HAND_WINDOW), NotTls.FORWARD)
        .beside(openVpn(key));
  }

  private Marks portShareMarks() {
    return lost(cover.marks())
        .with(FirstBytes.SHORTENED_RESET, closesIn(OPENVPN_HAND_WINDOW))
        .with(FirstBytes.ONE_ZERO, closesIn(OPENVPN_HAND_WINDOW));
  }

  List<RelaySystem> nginx() {
    Opening preread =
        afterHello(closes(30)).by(new SniRoutes(cover.ownNames(), Miss.ORIGIN, Miss.ORIGIN));
    return List.of(
        new RelaySystem(
            "nginx-stream",
            Role.FULL_RELAY,
            full(Opening.atAccept(), ClientFin.CLOSES),
            lost(cover.marks())),
        new RelaySystem(
            "nginx-preread",
            Role.SNI_PROXY,
            full(preread, ClientFin.CLOSES),
            lost(cover.marks()).with(FirstBytes.HALF_HELLO, closesIn(30))));
  }

  /** In TCP mode with an inspect-delay of 5 s, and without a default backend. */
  List<RelaySystem> haproxy() {
    Opening opening =
        Opening.after(Dial.AFTER_HELLO, closes(5), NotTls.AWAIT)
            .by(new SniRoutes(cover.ownNames(), Miss.CLOSE, Miss.CLOSE));
    NameAnswer closes = new NameAnswer.Closes();
    return List.of(
        new RelaySystem(
            "haproxy",
            Role.SNI_PROXY,
            full(opening, ClientFin.PASSED_ON),
            waitsForTls(cover.marks(), 5)
                .with(AskedName.NONE, closes)
                .with(AskedName.UNRELATED, closes)
                .with(AskedName.RANDOM, closes)));
  }

  List<RelaySystem> sniproxy() {
    Opening opening =
        Opening.after(Dial.AFTER_HELLO, new Patience.Endless(), NotTls.ALERT)
            .by(new SniRoutes(cover.everyName(), Miss.CLOSE, Miss.HANDSHAKE_FAILURE));
    return List.of(
        new RelaySystem(
            "sniproxy",
            Role.SNI_PROXY,
            full(opening, ClientFin.CLOSES),
            lost(all(cover.marks(), Reaction.atOnce(FirstAnswer.TLS_ALERT)))
                .with(FirstBytes.HALF_HELLO, closesIn(IDLE))
                .with(AskedName.NONE, new NameAnswer.Alerts(40, 0x0301))
                .with(AskedName.UNRELATED, new NameAnswer.ShowsItsOwn())
                .with(AskedName.RANDOM, new NameAnswer.Closes())));
  }

  /** In front of TLS, OpenVPN and, for those who say nothing that it knows, SSH. */
  List<RelaySystem> sslh() {
    Duration timeout = pace.seconds(2);
    Opening opening =
        Opening.after(Dial.AFTER_HELLO, new Patience.Dials(timeout, cover.ssh()), NotTls.AWAIT)
            .beside(openVpn(OpenVpn.Key.NONE));
    return List.of(
        new RelaySystem(
            "sslh",
            VpnEvidence.OPENVPN_PROVED,
            full(opening, ClientFin.CLOSES),
            lost(all(cover.marks(), new Reaction(FirstAnswer.OTHER_BYTES, timeout)))
                .with(FirstBytes.RESET, Reaction.atOnce(FirstAnswer.OPENVPN_RESET))
                .with(FirstBytes.TWO_ZEROS, Reaction.atOnce(FirstAnswer.CLOSED))
                .with(onTlsPort(OpenVpnState.PROVED))));
  }

  /** In the kernel, so without a leg of its own; two of three are VPN servers too. */
  List<RelaySystem> nat() {
    RelayManners manners =
        RelayManners.full(Opening.atAccept(), ClientFin.PASSED_ON, pace.seconds(IDLE));
    return List.of(
        new RelaySystem("nat", Role.FULL_RELAY, manners, cover.marks()),
        new RelaySystem(
            "nat-openvpn-udp",
            Role.FULL_RELAY,
            VpnEvidence.OPENVPN_PROVED,
            manners,
            Optional.empty(),
            Optional.of(openVpn(OpenVpn.Key.NONE)),
            cover
                .marks()
                .with(new Marks.Vpn(OpenVpnState.OPEN, OpenVpnState.CLOSED, OpenVpnState.PROVED))),
        new RelaySystem(
            "nat-openvpn-key",
            Role.FULL_RELAY,
            VpnEvidence.OPENVPN_BEHIND_KEY,
            manners,
            Optional.of(openVpn(OpenVpn.Key.REQUIRED)),
            Optional.of(openVpn(OpenVpn.Key.REQUIRED)),
            cover
                .marks()
                .with(
                    new Marks.Vpn(
                        OpenVpnState.OPEN,
                        OpenVpnState.BEHIND_KEY,
                        OpenVpnState.OPEN_OR_FILTERED))));
  }

  private RelayManners full(Opening opening, ClientFin fin) {
    return RelayManners.full(opening, fin, pace.seconds(IDLE)).withLeg(LEG);
  }

  private static Opening afterHello(Patience patience) {
    return Opening.after(Dial.AFTER_HELLO, patience, NotTls.FORWARD);
  }

  private Patience closes(int seconds) {
    return new Patience.Closes(pace.seconds(seconds));
  }

  private OpenVpn openVpn(OpenVpn.Key key) {
    return new OpenVpn(key, pace.seconds(OPENVPN_HAND_WINDOW));
  }

  private Reaction closesIn(int seconds) {
    return Reaction.closesAfter(pace.seconds(seconds));
  }

  private static Marks lost(Marks marks) {
    return marks.with(FirstBytes.HELLO_AND_FIN, Reaction.atOnce(FirstAnswer.CLOSED));
  }

  /** Less than a ClientHello is waited behind, for so long. */
  private Marks waitsForTls(Marks marks, int seconds) {
    return all(marks, closesIn(seconds));
  }

  /** Whatever would be held is not for longer than this. */
  private Marks endsAll(int seconds) {
    Marks marks = cover.marks();
    for (FirstBytes held :
        List.of(FirstBytes.ONE_ZERO, FirstBytes.TWO_ZEROS, FirstBytes.HALF_HELLO)) {
      marks = marks.with(held, closesIn(seconds));
    }
    return marks;
  }

  /** The same reaction to everything but a whole ClientHello. */
  private static Marks all(Marks marks, Reaction reaction) {
    Marks changed = marks;
    for (Map.Entry<FirstBytes, Reaction> each : marks.firstBytes().entrySet()) {
      if (each.getKey() != FirstBytes.HELLO_AND_FIN) {
        changed = changed.with(each.getKey(), reaction);
      }
    }
    return changed;
  }

  private static Marks.Vpn onTlsPort(OpenVpnState state) {
    return new Marks.Vpn(state, OpenVpnState.CLOSED, OpenVpnState.CLOSED);
  }
}
