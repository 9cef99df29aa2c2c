package dev.unmask.stack.junit;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;

/**
 * Ports for servers that go away and come back. While they are away nobody else may get the port,
 * so it is below the range that Linux takes those of outgoing connections from.
 */
public final class LastingPort {

  private static final int FIRST = 20_000;
  private static final int LAST = 32_000;

  private LastingPort() {}

  /** A port on 127.0.0.1 that nobody uses just now. */
  public static int free() {
    return IntStream.generate(() -> ThreadLocalRandom.current().nextInt(FIRST, LAST))
        .filter(LastingPort::isFree)
        .findFirst()
        .orElseThrow();
  }

  private static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getByName("127.0.0.1"))) {
      return socket.isBound();
    } catch (IOException taken) {
      return false;
    }
  }
}
