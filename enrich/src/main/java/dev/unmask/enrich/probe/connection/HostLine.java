package dev.unmask.enrich.probe.connection;

import dev.unmask.avro.Outcome;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelOption;
import io.netty.channel.ConnectTimeoutException;
import io.netty.channel.EventLoop;
import io.netty.channel.FixedRecvByteBufAllocator;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The line to one host: connections one after the other, never two at once, each when it is
 * admitted. Used on its event loop only.
 */
public final class HostLine {

  /** Bounds what the kernel takes from a host that sends faster than it is read. */
  private static final int KERNEL_BUFFER = 64 * 1024;

  private final EventLoop loop;
  private final Bootstrap bootstrap;
  private final InetAddress address;
  private final Admission admission;
  private final Duration connectTimeout;
  private final HostTime time;
  private final Traffic traffic;
  private Optional<Current> current = Optional.empty();
  private boolean hungUp;
  private int dialed;

  /**
   * @param loop on which everything happens
   * @param bootstrap of that event loop, with the kind of channel
   * @param admission asked before each connect
   * @param time the host's
   */
  public HostLine(
      EventLoop loop,
      Bootstrap bootstrap,
      InetAddress address,
      Admission admission,
      Duration connectTimeout,
      HostTime time,
      Traffic traffic) {
    this.loop = loop;
    this.bootstrap = bootstrap;
    this.address = address;
    this.admission = admission;
    this.connectTimeout = connectTimeout;
    this.time = time;
    this.traffic = traffic;
  }

  /** Closes the connection that may stand, and opens one to a port. */
  public void dial(int port, Consumer<Dialed> then) {
    current
        .filter(Current::isOpen)
        .ifPresentOrElse(
            open -> {
              open.channel().closeFuture().addListener(closed -> waitForTurn(port, then));
              open.wire().reset();
            },
            () -> waitForTurn(port, then));
  }

  /** On which everything happens. */
  public EventLoop loop() {
    return loop;
  }

  /** TCP connections that were begun. */
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

  private void waitForTurn(int port, Consumer<Dialed> then) {
    time.pause();
    admission
        .turn()
        .whenComplete(
            (turn, failure) ->
                onLoop(
                    () -> {
                      time.resume();
                      connect(port, failure, then);
                    }));
  }

  private void onLoop(Runnable task) {
    if (loop.inEventLoop()) {
      task.run();
    } else {
      loop.execute(task);
    }
  }

  private void connect(int port, @Nullable Throwable noTurn, Consumer<Dialed> then) {
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
      begin(port, then);
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

  private void begin(int port, Consumer<Dialed> then) {
    Wire wire = new Wire(traffic);
    long begun = System.nanoTime();
    boolean cutShort = deadline().remaining().compareTo(connectTimeout) < 0;
    dialed++;
    ChannelFuture connecting =
        bootstrap
            .clone()
            .option(ChannelOption.SO_LINGER, 0)
            .option(ChannelOption.TCP_NODELAY, true)
            .option(ChannelOption.SO_RCVBUF, KERNEL_BUFFER)
            .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, timeoutMillis())
            .option(ChannelOption.RECVBUF_ALLOCATOR, new FixedRecvByteBufAllocator(Wire.READ_SIZE))
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
