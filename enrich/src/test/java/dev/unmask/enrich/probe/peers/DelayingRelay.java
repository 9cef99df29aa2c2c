package dev.unmask.enrich.probe.peers;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.util.Arrays;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A relay whose origin is far away: each way takes its time, and so does dialling. */
public final class DelayingRelay implements AfterEachCallback {

  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(DelayingRelay::daemon);
  private final long oneWayNanos;

  /** When it dials its origin. */
  public enum Dials {
    AT_ACCEPT,
    AFTER_THE_HELLO
  }

  /** So many milliseconds there and back. */
  public DelayingRelay(int roundTripMillis) {
    this.oneWayNanos = TimeUnit.MILLISECONDS.toNanos(roundTripMillis) / 2;
  }

  /** Relays to a port of this machine. */
  public Conduct to(int origin, Dials dials) {
    return client -> {
      try (Socket upstream = new Socket("127.0.0.1", origin)) {
        long accepted = System.nanoTime();
        Thread back = daemon(() -> copy(upstream, client, 0));
        back.start();
        InputStream in = client.getInputStream();
        byte[] hello = new byte[8192];
        int length = in.read(hello);
        long dialed = dials == Dials.AT_ACCEPT ? accepted : System.nanoTime();
        if (length > 0) {
          long ready = dialed + 2 * oneWayNanos;
          pass(Arrays.copyOf(hello, length), upstream.getOutputStream(), ready);
          copy(client, upstream, ready);
        }
      }
    };
  }

  private void copy(Socket from, Socket to, long notBefore) {
    try {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      byte[] buffer = new byte[8192];
      for (int read = in.read(buffer); read > 0; read = in.read(buffer)) {
        pass(Arrays.copyOf(buffer, read), out, notBefore == 0 ? System.nanoTime() : notBefore);
      }
    } catch (IOException gone) {
      // Either side went.
    }
  }

  /** On its way from now, or from when the origin was dialled if that is later. */
  private void pass(byte[] bytes, OutputStream out, long notBefore) {
    long wait = Math.max(0, notBefore - System.nanoTime());
    clock.schedule(() -> write(bytes, out), wait + oneWayNanos, TimeUnit.NANOSECONDS);
  }

  private static void write(byte[] bytes, OutputStream out) {
    try {
      out.write(bytes);
      out.flush();
    } catch (IOException gone) {
      // The other side went.
    }
  }

  private static Thread daemon(Runnable task) {
    Thread thread = new Thread(task, "delaying-relay");
    thread.setDaemon(true);
    return thread;
  }

  @Override
  public void afterEach(ExtensionContext context) {
    clock.shutdownNow();
  }
}
