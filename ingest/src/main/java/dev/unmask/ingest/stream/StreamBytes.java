package dev.unmask.ingest.stream;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The stream's bytes, whatever becomes of its connections.
 *
 * <pre>
 *   apart --connect--> connected --dropped, silent--> apart
 *     |  ^------failed, after a pause------|
 *     +--refused, or never reached--> the end: an exception
 * </pre>
 *
 * <p>A line within which a connection ends is ended too, and so becomes a dead letter of its own
 * that joins with nothing. A stream has no place to go on from: what it sends while nobody listens
 * is missed, and told as a gap. Read by one thread, which an interrupt ends; any may ask what it
 * waits for.
 */
final class StreamBytes extends InputStream {

  private static final Logger LOG = LoggerFactory.getLogger(StreamBytes.class);
  private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

  private final StreamSettings settings;
  private final StreamClient client;
  private final StreamMeters meters;
  private final Backoff backoff;
  private final LineEnds lines = new LineEnds();
  private Optional<Body> connection = Optional.empty();
  private ByteBuffer ready = NOTHING;
  private Duration waited = Duration.ZERO;
  private Duration pause = Duration.ZERO;
  private boolean reached;
  private long connectedAt = System.nanoTime();
  private long newestAt = connectedAt;
  private volatile Optional<String> waitingFor = Optional.of("its first answer");

  StreamBytes(StreamSettings settings, StreamMeters meters) {
    this.settings = settings;
    this.meters = meters;
    client = new StreamClient(settings);
    backoff = new Backoff(settings.pause(), () -> ThreadLocalRandom.current().nextDouble());
  }

  /** Why there is no connection; empty if there is one. */
  Optional<String> waitingFor() {
    return waitingFor;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  /** Waits until there is a byte: never the end, but an exception where there can be no more. */
  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    try {
      while (!ready.hasRemaining() && length > 0) {
        ready = connection.isPresent() ? more(connection.get()) : connect();
      }
    } catch (InterruptedException closed) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted");
    }
    int read = Math.min(length, ready.remaining());
    ready.get(target, offset, read);
    return read;
  }

  @Override
  public void close() {
    connection.ifPresent(Body::close);
    connection = Optional.empty();
    meters.connected(false);
  }

  private ByteBuffer more(Body body) throws InterruptedException {
    long begun = System.nanoTime();
    try {
      Optional<ByteBuffer> bytes = body.next(settings.silence().minus(waited));
      waited = waited.plusNanos(System.nanoTime() - begun);
      bytes.ifPresent(this::watch);
      if (waited.compareTo(settings.silence()) >= 0) {
        throw new IOException("no line came for " + settings.silence().toMillis() + " ms");
      }
      return bytes.orElse(NOTHING);
    } catch (IOException dropped) {
      return dropped(dropped);
    }
  }

  private void watch(ByteBuffer bytes) {
    long before = lines.heartbeats();
    if (lines.pass(bytes)) {
      waited = Duration.ZERO;
      newestAt = System.nanoTime();
      backoff.lasted(Duration.ofNanos(newestAt - connectedAt));
    }
    meters.heartbeats(lines.heartbeats() - before);
  }

  /** The end of the line at hand, if there is one. */
  private ByteBuffer dropped(IOException reason) {
    close();
    apart(reason);
    ByteBuffer end = lines.isWithin() ? ByteBuffer.wrap(new byte[] {'\n'}) : NOTHING;
    lines.pass(end);
    return end;
  }

  /** Nothing yet; after this there may be a connection. */
  private ByteBuffer connect() throws IOException, InterruptedException {
    TimeUnit.NANOSECONDS.sleep(pause.toNanos());
    try {
      connection = Optional.of(client.connect());
      connected();
    } catch (StreamRefusedException refused) {
      throw refused;
    } catch (IOException failed) {
      if (!reached && !isBusy(failed)) {
        throw new StreamRefusedException("it cannot be reached: " + failed.getMessage());
      }
      apart(failed);
    }
    return NOTHING;
  }

  /** A feed that answers is there, though it has no time. */
  private static boolean isBusy(IOException failed) {
    return String.valueOf(failed.getMessage()).startsWith("HTTP ");
  }

  private void connected() {
    if (reached) {
      Duration gap = Duration.ofNanos(System.nanoTime() - newestAt);
      meters.gap(gap);
      LOG.warn("{}: connected again; what it sent for {} ms is missed", name(), gap.toMillis());
    }
    reached = true;
    waited = Duration.ZERO;
    waitingFor = Optional.empty();
    connectedAt = System.nanoTime();
    newestAt = connectedAt;
    meters.connected(true);
  }

  private void apart(IOException reason) {
    pause = backoff.next();
    waitingFor = Optional.of("another connection: " + reason.getMessage());
    LOG.warn(
        "{}: {} after {} lines; connects again in {} ms",
        name(),
        reason.getMessage(),
        lines.lines(),
        pause.toMillis());
  }

  private String name() {
    return settings.url().toString();
  }
}
