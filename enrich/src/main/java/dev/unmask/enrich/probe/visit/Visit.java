package dev.unmask.enrich.probe.visit;

import dev.unmask.avro.TlsEngine;
import dev.unmask.enrich.probe.connection.Connection;
import dev.unmask.enrich.probe.connection.HostLine;
import dev.unmask.enrich.probe.legacy.LegacyHandshake;
import dev.unmask.enrich.probe.tls.Handshake;
import dev.unmask.enrich.probe.tls.Offer;
import dev.unmask.enrich.probe.tls.TlsHandshake;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * One visit of one host: what its probes share while they run one after the other. Used on the
 * line's event loop only.
 */
public final class Visit {

  private final HostTarget target;
  private final HostLine line;
  private final ProbeKit kit;
  private Optional<Handshake> handshake = Optional.empty();
  private Optional<Handshake> left = Optional.empty();

  public Visit(HostTarget target, HostLine line, ProbeKit kit) {
    this.target = target;
    this.line = line;
    this.kit = kit;
  }

  public HostTarget target() {
    return target;
  }

  public HostLine line() {
    return line;
  }

  public ProbeKit kit() {
    return kit;
  }

  public ProberSettings settings() {
    return kit.settings();
  }

  /** The endpoint's port. */
  public int port() {
    return target.endpoint().getPort();
  }

  /** The handshake that counts; empty before it has ended. */
  public Optional<Handshake> handshake() {
    return handshake;
  }

  /** The handshake that counts has ended; its connection, if it stands, is for the next probe. */
  public void shaken(Handshake ended) {
    handshake = Optional.of(ended);
    left = handshake;
  }

  /** Leaves a connection on which another probe can go on: it stands, and nothing is to come. */
  public void leave(Handshake used) {
    left = Optional.of(used);
  }

  /**
   * A connection whose handshake is done: the one that was left, if it still stands, else a new one
   * by the engine that got through before, asking for the same name.
   *
   * @param then gets the handshake, and its connection, for its own
   * @param orElse gets the handshake that failed
   */
  public void connect(BiConsumer<Handshake, Connection> then, Consumer<Handshake> orElse) {
    Optional<Handshake> ready =
        left.filter(l -> l.connection().filter(Connection::isOpen).isPresent());
    left = Optional.empty();
    ready.ifPresentOrElse(open -> hand(open, then, orElse), () -> connectAnew(then, orElse));
  }

  /** The same with a fresh connection, whatever was left. */
  public void connectAnew(BiConsumer<Handshake, Connection> then, Consumer<Handshake> orElse) {
    connectLate(Duration.ZERO, then, orElse);
  }

  /** The same, with the hello so long after the connect. */
  public void connectLate(
      Duration rest, BiConsumer<Handshake, Connection> then, Consumer<Handshake> orElse) {
    handshake(target.serverName(), rest, shaken -> hand(shaken, then, orElse));
  }

  /** A fresh connection, and a handshake by the engine that made the first one, for any name. */
  public void handshake(Optional<String> serverName, Consumer<Handshake> then) {
    handshake(serverName, Duration.ZERO, then);
  }

  private void handshake(Optional<String> serverName, Duration rest, Consumer<Handshake> then) {
    left = Optional.empty();
    if (handshake.map(Handshake::engine).orElse(TlsEngine.NONE) == TlsEngine.BOUNCYCASTLE) {
      legacyHandshake(serverName, offer()).runLate(rest, then);
    } else {
      tlsHandshake(serverName).runLate(rest, then);
    }
  }

  /** What the handshake that counts offered. */
  public Offer offer() {
    return handshake.map(counts -> counts.offered().offer()).orElse(Offer.EVERY_VERSION);
  }

  /** A handshake to be made by the first engine; it offers what the one that counts did. */
  public TlsHandshake tlsHandshake(Optional<String> serverName) {
    return tlsHandshake(serverName, offer());
  }

  /** A handshake to be made by the first engine. */
  public TlsHandshake tlsHandshake(Optional<String> serverName, Offer offer) {
    return new TlsHandshake(
        line, port(), kit.clients(), serverName, offer, settings().timings().handshakeTimeout());
  }

  /** A handshake to be made by BouncyCastle. */
  public LegacyHandshake legacyHandshake(Optional<String> serverName, Offer offer) {
    return new LegacyHandshake(
        line,
        port(),
        serverName,
        offer,
        settings().timings().handshakeTimeout(),
        kit.legacyExecutors(),
        kit.random());
  }

  private static void hand(
      Handshake shaken, BiConsumer<Handshake, Connection> then, Consumer<Handshake> orElse) {
    shaken
        .connection()
        .ifPresentOrElse(
            connection -> then.accept(shaken, connection), () -> orElse.accept(shaken));
  }
}
