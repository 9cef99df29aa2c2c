package dev.unmask.ingest.stream;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * A feed on 127.0.0.1: to the first connection it does the first thing of its script, to the second
 * the second, and so on; to those after the last it does the last again.
 */
public final class StreamServer implements AutoCloseable {

  private static final String OK = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n";

  /** What is done to a connection. */
  public interface Act {
    /**
     * Does it; the connection is closed afterwards.
     *
     * @param over counted down when the server is closed
     */
    void to(OutputStream out, CountDownLatch over) throws IOException, InterruptedException;
  }

  private final ServerSocket listener;
  private final List<Act> script;
  private final List<String> requests = new CopyOnWriteArrayList<>();
  private final List<Socket> open = new CopyOnWriteArrayList<>();
  private final CountDownLatch closed = new CountDownLatch(1);

  public StreamServer(Act... script) throws IOException {
    this.script = List.of(script);
    listener = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
    start(this::accept);
  }

  /** Sends this, and ends the answer. */
  public static Act lines(String text) {
    return (out, over) -> send(out, OK + text);
  }

  /** An answer without a body. */
  public static Act answer(String statusAndFields) {
    return (out, over) ->
        send(out, "HTTP/1.1 " + statusAndFields + "\r\nContent-Length: 0\r\n\r\n");
  }

  /** Sends this, and then nothing, until the server is closed. */
  public static Act stall(String text) {
    return (out, over) -> {
      send(out, OK + text);
      over.await();
    };
  }

  /** Takes the request and says nothing. */
  static Act silence() {
    return (out, over) -> over.await();
  }

  /** Sends this often, once in a while. */
  static Act trickle(String text, int times) {
    return (out, over) -> {
      send(out, OK);
      for (int i = 0; i < times && !over.await(50, TimeUnit.MILLISECONDS); i++) {
        send(out, text);
      }
    };
  }

  /** One thing after the other. */
  static Act both(Act one, Act other) {
    return (out, over) -> {
      one.to(out, over);
      other.to(out, over);
    };
  }

  static void send(OutputStream out, String text) throws IOException {
    out.write(text.getBytes(UTF_8));
    out.flush();
  }

  public String url() {
    return "http://127.0.0.1:" + listener.getLocalPort() + "/shodan/banners";
  }

  /** The heads of the requests so far. */
  public List<String> requests() {
    return requests;
  }

  @Override
  public void close() throws IOException {
    closed.countDown();
    listener.close();
    for (Socket socket : open) {
      socket.close();
    }
  }

  private void accept() {
    try {
      for (int i = 0; !listener.isClosed(); i++) {
        Socket socket = listener.accept();
        open.add(socket);
        Act act = script.get(Math.min(i, script.size() - 1));
        start(() -> serve(socket, act));
      }
    } catch (IOException over) {
      closed.countDown();
    }
  }

  private void serve(Socket socket, Act act) {
    try (socket) {
      requests.add(head(socket.getInputStream()));
      act.to(socket.getOutputStream(), closed);
    } catch (IOException | InterruptedException over) {
      open.remove(socket);
    }
  }

  private static String head(InputStream in) throws IOException {
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      int next = in.read();
      if (next < 0) {
        throw new IOException("no request");
      }
      head.append(new String(new byte[] {(byte) next}, ISO_8859_1));
    }
    return head.toString();
  }

  private static void start(Runnable task) {
    Thread thread = new Thread(task, "stream-server");
    thread.setDaemon(true);
    thread.start();
  }
}
