package dev.unmask.enrich.probe.peers;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;

/** Ways to behave on a connection, TLS or not. */
public final class Conducts {

  private Conducts() {}

  /** Reads and says nothing, until the other side goes. */
  public static Conduct silent() {
    return socket -> drain(socket.getInputStream());
  }

  /** FIN at once. */
  public static Conduct closing() {
    return socket -> {};
  }

  /** RST at once. */
  public static Conduct resetting() {
    return socket -> socket.setSoLinger(true, 0);
  }

  /** Waits for the first bytes, and then does as told. */
  public static Conduct afterHearing(Conduct then) {
    return socket -> {
      if (socket.getInputStream().read(new byte[8192]) > 0) {
        then.meet(socket);
      }
    };
  }

  /** Sends bytes, and is silent then. */
  public static Conduct saying(byte[] bytes) {
    return socket -> {
      socket.getOutputStream().write(bytes);
      socket.getOutputStream().flush();
      drain(socket.getInputStream());
    };
  }

  /** Sends text, and is silent then. */
  public static Conduct saying(String text) {
    return saying(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  /** Sends bytes and closes. */
  public static Conduct sayingAndClosing(String text) {
    return socket -> socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  /** Sends a beginning, and then one byte at a time, for ever. */
  public static Conduct dripping(String beginning, int everyMillis) {
    return socket -> {
      OutputStream out = socket.getOutputStream();
      out.write(beginning.getBytes(StandardCharsets.ISO_8859_1));
      while (true) {
        out.write('a');
        out.flush();
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(everyMillis));
      }
    };
  }

  /** Sends a beginning, and then as much as it can. */
  public static Conduct flooding(byte[] beginning, byte[] more) {
    return socket -> {
      OutputStream out = socket.getOutputStream();
      out.write(beginning);
      while (true) {
        out.write(more);
      }
    };
  }

  /** Does one thing on the first connection, and another on those that follow. */
  public static Conduct firstThen(Conduct first, Conduct later) {
    AtomicBoolean met = new AtomicBoolean();
    return socket -> (met.getAndSet(true) ? later : first).meet(socket);
  }

  static void drain(InputStream in) throws IOException {
    in.transferTo(OutputStream.nullOutputStream());
  }
}
