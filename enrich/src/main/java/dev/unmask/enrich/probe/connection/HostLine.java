package dev.unmask.enrich.probe.connection;

import dev.unmask.avro.Outcome;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelOption;
import io.netty.channel.ConnectTimeoutException;
import io.netty.channel.EventLoop;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The line to one host: connections one after the other, never two at once, each when it is
 * admitted. Used on its event loop only.
 */
public final class HostLine {

  private final Sockets sockets;
  private final InetAddress address;
  private final Admission admission;
  private final Duration connectTimeout;
  private final HostTime time;
  private final Traffic traffic;
  private Optional<Current> current = Optional.empty();
  private boolean hungUp;
  private int dialed;

  /**
   * @param sockets of the event loop on which everything happens
   * @param admission asked before each connect
   * @param time the host's
   */
  public HostLine(
      Sockets sockets,
      InetAddress address,
      Admission admission,
      Duration connectTimeout,
      HostTime time,
      Traffic traffic) {
    this.sockets = sockets;
    this.address = address;
    this.admission = admission;
    this.connectTimeout = connectTimeout;
    this.time = time;
    this.traffic = traffic;
  }

  /** Closes the connection that may stand, and opens one to a TCP port. */
  public void dial(int port, Consumer<Dialed> then) {
    dial(sockets.stream(), port, then);
  }

  /**
   * The same, but the connection rests for so long before it is handed over; one that ends
   * meanwhile has failed.
   */
  public void dialAndRest(int port, Duration rest, Consumer<Dialed> then) {
    dial(
        port,
        dialed -> {
          if (dialed instanceof Dialed.Open open && !rest.isZero()) {
            loop()
                .schedule(
                    () -> rested(open.connection(), then), rest.toNanos(), TimeUnit.NANOSECONDS);
          } else {
            then.accept(dialed);
          }
        });
  }

  private static void rested(Connection connection, Consumer<Dialed> then) {
    if (connection.isOpen()) {
      open(connection, then);
    } else {
      then.accept(new Dialed.Failed(connection.ending().outcome(), "before anything was sent"));
    }
  }

  /**
   * The same to a UDP port: a socket that hears that port of that address, what ICMP says of it,
   * and nobody else. It stands before anything was sent, so that it stands says nothing.
   */
  public void dialUdp(int port, Consumer<Dialed> then) {
    dial(sockets.datagram(), port, then);
  }

  private void dial(Bootstrap socket, int port, Consumer<Dialed> then) {
    Runnable next = () -> waitForTurn(() -> connect(socket, port, then), then);
    current
        .filter(Current::isOpen)
        .ifPresentOrElse(
            open -> {
              open.channel().closeFuture().addListener(closed -> next.run());
              open.wire().reset();
            },
            next);
  }

  /** On which everything happens. */
  public EventLoop loop() {
    return sockets.loop();
  }

  /** TCP connections that were begun, and UDP ports that were asked. */
  public int dialed() {
    return dialed;
  }

  /** Time left for this host. */
  public Deadline deadline() {
    return time.deadline();
  }

  /** What has been sent and read so far. */
  public Traffic traffic() {
    return traffic;
  }

  /** Closes the connection that may stand, and opens none any more. */
  public void hangUp() {
    hungUp = true;
    current.filter(Current::isOpen).ifPresent(open -> open.wire().reset());
  }

  private void waitForTurn(Runnable connect, Consumer<Dialed> then) {
    time.pause();
    admission
        .turn()
        .whenComplete(
            (turn, failure) ->
                onLoop(
                    () -> {
                      time.resume();
                      goOn(failure, connect, then);
                    }));
  }

  private void onLoop(Runnable task) {
    if (loop().inEventLoop()) {
      task.run();
    } else {
      loop().execute(task);
    }
  }

  private void goOn(@Nullable Throwable noTurn, Runnable connect, Consumer<Dialed> then) {
    if (hungUp || noTurn != null) {
      then.accept(new Dialed.Failed(Outcome.CANCELLED, "stopped"));
      return;
    }
    if (deadline().passed()) {
      then.accept(noTimeLeft());
      return;
    }
    Optional<Outcome> forbidden = forbidden();
    if (forbidden.isPresent()) {
      then.accept(new Dialed.Failed(forbidden.get(), "not allowed"));
    } else {
      connect.run();
    }
  }

  /** A gate that fails is shut. */
  private Optional<Outcome> forbidden() {
    try {
      return admission.forbidden();
    } catch (RuntimeException broken) {
      return Optional.of(Outcome.UNKNOWN_ERROR);
    }
  }

  private void connect(Bootstrap socket, int port, Consumer<Dialed> then) {
    Wire wire = new Wire(traffic);
    long begun = System.nanoTime();
    boolean cutShort = deadline().remaining().compareTo(connectTimeout) < 0;
    dialed++;
    ChannelFuture connecting =
        socket
            .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, timeoutMillis())
            .handler(wire)
            .connect(new InetSocketAddress(address, port));
    current = Optional.of(new Current(connecting.channel(), wire));
    connecting.addListener(
        done -> {
          if (done.isSuccess()) {
            long taken = System.nanoTime() - begun;
            open(new Connection(connecting.channel(), wire, deadline(), taken), then);
          } else {
            boolean tooLate = cutShort && done.cause() instanceof ConnectTimeoutException;
            then.accept(tooLate ? noTimeLeft() : ConnectFailure.of(done.cause()));
          }
        });
  }

  /** The host's time is a budget: what it does not allow was not tested, and says nothing. */
  private static Dialed.Failed noTimeLeft() {
    return new Dialed.Failed(Outcome.POLICY_SKIPPED, "no time left for this host");
  }

  /** A mistake of ours in what follows must not leave the host waiting for its deadline. */
  private static void open(Connection connection, Consumer<Dialed> then) {
    try {
      then.accept(new Dialed.Open(connection));
    } catch (RuntimeException | Error ours) {
      connection.reset();
      then.accept(new Dialed.Failed(Outcome.UNKNOWN_ERROR, Printable.detail(ours)));
    }
  }

  /** The connection that is being opened, or stands, or stood last. */
  private record Current(Channel channel, Wire wire) {
    boolean isOpen() {
      return channel.isOpen();
    }
  }

  private int timeoutMillis() {
    return Math.max(1, (int) deadline().atMost(connectTimeout).toMillis());
  }
}
