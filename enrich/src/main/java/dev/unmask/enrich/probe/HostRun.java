package dev.unmask.enrich.probe;

import dev.unmask.avro.LivenessProbe;
import dev.unmask.avro.LivenessResult;
import dev.unmask.avro.OpenVpnProbe;
import dev.unmask.avro.OrderlyCloseResult;
import dev.unmask.avro.Outcome;
import dev.unmask.enrich.probe.application.HttpGet;
import dev.unmask.enrich.probe.application.WebPorts;
import dev.unmask.enrich.probe.connection.Connection;
import dev.unmask.enrich.probe.connection.HostLine;
import dev.unmask.enrich.probe.connection.Printable;
import dev.unmask.enrich.probe.legacy.LegacyHandshake;
import dev.unmask.enrich.probe.liveness.ForgedRecord;
import dev.unmask.enrich.probe.tls.Handshake;
import io.netty.channel.EventLoop;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * The probes of one host, one after the other, on one event loop. Ends once, with every probe that
 * the tier plans.
 *
 * <pre>
 *   handshake --refused, but mendable--> handshake by BouncyCastle
 *             --tier 1--> done
 *             --done--> GET (web ports) --still open--> forged record
 *                                       --closed--> handshake --> forged record
 *                           forged record drew a silent end --> handshake --> close_notify
 *             --then, or failed--> VPN port --> done
 *   at any time: stop --> done
 * </pre>
 */
final class HostRun {

  private final HostTarget target;
  private final HostLine line;
  private final ProbeKit kit;
  private final Runnable whenShaken;
  private final WhenDone whenDone;
  private Findings findings = Findings.none();
  private boolean done;

  /** Gets what was seen, and how many connections were begun; once, on the event loop. */
  interface WhenDone {
    void accept(HostRun run, Findings findings, int connections);
  }

  /**
   * Nothing happens before {@link #start()}.
   *
   * @param whenShaken told when the first handshake has ended
   */
  HostRun(HostTarget target, HostLine line, ProbeKit kit, Runnable whenShaken, WhenDone whenDone) {
    this.target = target;
    this.line = line;
    this.kit = kit;
    this.whenShaken = whenShaken;
    this.whenDone = whenDone;
  }

  void start() {
    step(
        () ->
            kit.handshake(line, target)
                .run(
                    first -> {
                      if (LegacyHandshake.couldMend(first)) {
                        kit.legacyHandshake(line, target)
                            .run(second -> shaken(better(first, second)));
                      } else {
                        shaken(first);
                      }
                    }));
  }

  EventLoop loop() {
    return line.loop();
  }

  /** Ends it here: what was not tested yet was not, for this reason. */
  void stop(Outcome why, String detail) {
    if (!done) {
      done = true;
      line.hangUp();
      whenDone.accept(
          this,
          findings.complete(target.tier(), kit.settings().vpnPort(), why, detail),
          line.dialed());
    }
  }

  /** The second attempt counts if it got further. */
  private static Handshake better(Handshake first, Handshake second) {
    return second.completed() || !second.chain().isEmpty() ? second : first;
  }

  private void shaken(Handshake handshake) {
    step(
        () -> {
          whenShaken.run();
          findings = findings.with(handshake);
          if (target.tier() == Tier.HANDSHAKE) {
            stop(Outcome.SUCCESS, "");
          } else {
            handshake
                .connection()
                .ifPresentOrElse(
                    connection -> application(handshake, connection), () -> noTls(handshake));
          }
        });
  }

  private void noTls(Handshake handshake) {
    String detail = "no TLS connection";
    findings =
        findings
            .with(HttpGet.notTested(handshake.outcome(), detail))
            .with(ForgedRecord.notTested(handshake.outcome(), detail));
    openVpn();
  }

  private void application(Handshake handshake, Connection connection) {
    int port = target.endpoint().getPort();
    if (!WebPorts.includes(port)) {
      findings =
          findings.with(
              HttpGet.notTested(
                  Outcome.POLICY_SKIPPED, "port %d is not asked by HTTP".formatted(port)));
      liveness(handshake, connection);
      return;
    }
    kit.httpGet(
            connection,
            target,
            result ->
                step(
                    () -> {
                      findings = findings.with(result.probe());
                      if (result.reusable()) {
                        liveness(handshake, connection);
                      } else {
                        again(handshake, this::liveness, this::livenessNotTested);
                      }
                    }))
        .run();
  }

  private void liveness(Handshake handshake, Connection connection) {
    kit.forgedRecord(connection, protocol(handshake), probe -> step(() -> live(handshake, probe)))
        .run();
  }

  private void live(Handshake handshake, LivenessProbe probe) {
    findings = findings.with(probe);
    if (probe.getResult() == LivenessResult.CLOSED || probe.getResult() == LivenessResult.RESET) {
      again(
          handshake,
          (ignored, connection) ->
              kit.orderlyClose(connection, result -> step(() -> closed(probe, result))).run(),
          failed -> openVpn());
    } else {
      openVpn();
    }
  }

  private void livenessNotTested(Handshake failed) {
    findings =
        findings.with(
            ForgedRecord.notTested(failed.outcome(), "second handshake: " + failed.detail()));
    openVpn();
  }

  private void closed(LivenessProbe probe, OrderlyCloseResult result) {
    findings = findings.with(LivenessProbe.newBuilder(probe).setOrderlyClose(result).build());
    openVpn();
  }

  private void openVpn() {
    kit.openVpn(line, probe -> step(() -> finish(probe)));
  }

  private void finish(OpenVpnProbe probe) {
    findings = findings.with(probe);
    stop(Outcome.SUCCESS, "");
  }

  /** Another connection, by the implementation that got through. */
  private void again(
      Handshake first, BiConsumer<Handshake, Connection> then, Consumer<Handshake> orElse) {
    Consumer<Handshake> shaken =
        second ->
            step(
                () ->
                    second
                        .connection()
                        .ifPresentOrElse(
                            connection -> then.accept(second, connection),
                            () -> orElse.accept(second)));
    kit.sameHandshake(line, target, first.engine(), shaken);
  }

  private static String protocol(Handshake handshake) {
    return handshake.session().map(Handshake.Session::protocol).orElse("");
  }

  /** Nothing happens once it is done; a mistake of ours ends it. */
  private void step(Runnable next) {
    if (done) {
      return;
    }
    try {
      next.run();
    } catch (RuntimeException | Error ours) {
      stop(Outcome.UNKNOWN_ERROR, Printable.detail(ours));
    }
  }
}
