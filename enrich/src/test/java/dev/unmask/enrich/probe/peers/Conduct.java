package dev.unmask.enrich.probe.peers;

import java.io.IOException;
import java.net.Socket;

/** What a peer does with a connection. When it returns, the connection is closed. */
public interface Conduct {
  void meet(Socket socket) throws IOException;
}
