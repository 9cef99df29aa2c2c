package dev.unmask.lab;

import dev.unmask.lab.scenario.LabHost;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SNIServerName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSessionContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * A TLS client on the JDK's engine that can also write to the socket beneath it, and tells ends of
 * a connection apart.
 */
final class TlsClient implements AutoCloseable {
  private static final int RECORD_HEADER = 5;
  private static final int FORGED_BODY = 64;
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Socket socket;
  private final SSLEngine engine;
  private final ByteBuffer plain;

  private TlsClient(Socket socket, SSLEngine engine) {
    this.socket = socket;
    this.engine = engine;
    this.plain = ByteBuffer.allocate(engine.getSession().getApplicationBufferSize());
  }

  /** What came within some time. */
  sealed interface Reading {
    record Text(String text) implements Reading {}

    record Alert(int recordType, int recordLength, String description) implements Reading {}

    record Closed() implements Reading {}

    record Reset() implements Reading {}

    record Silence() implements Reading {}

    /** A record that does not decrypt. */
    record Undecryptable() implements Reading {}
  }

  /** What clients of one cluster share, so that one may resume what another began. */
  static final class Session {
    private final SSLContext context = newContext();

    /** Connects and completes a handshake, whatever the certificate, without SNI. */
    TlsClient connect(LabHost host, String... protocols) throws IOException {
      return connect(host, Optional.empty(), PATIENCE, protocols);
    }

    /** The same with a name, and with less patience. */
    TlsClient connect(
        LabHost host, Optional<String> serverName, Duration patience, String... protocols)
        throws IOException {
      Socket socket = new Socket();
      socket.connect(
          new InetSocketAddress(host.address(), host.tlsPort()), (int) PATIENCE.toMillis());
      TlsClient client = new TlsClient(socket, engine(serverName, protocols));
      try {
        client.handshake(patience);
        return client;
      } catch (IOException | RuntimeException e) {
        client.close();
        throw e;
      }
    }

    private SSLEngine engine(Optional<String> serverName, String... protocols) {
      SSLEngine engine = context.createSSLEngine("one-cluster", 443);
      engine.setUseClientMode(true);
      engine.setEnabledProtocols(protocols);
      SSLParameters parameters = engine.getSSLParameters();
      parameters.setServerNames(serverName.<SNIServerName>map(SNIHostName::new).stream().toList());
      engine.setSSLParameters(parameters);
      return engine;
    }

    private static SSLContext newContext() {
      try {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, new TrustManager[] {new TrustsAnybody()}, new SecureRandom());
        return context;
      } catch (GeneralSecurityException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  /** With a session of its own. */
  static TlsClient connect(LabHost host, String... protocols) throws IOException {
    return new Session().connect(host, protocols);
  }

  /** The ClientHello that a client sends first, as one record. */
  static byte[] hello(Optional<String> serverName) throws SSLException {
    SSLEngine engine = new Session().engine(serverName, "TLSv1.2", "TLSv1.3");
    engine.beginHandshake();
    ByteBuffer record = ByteBuffer.allocate(engine.getSession().getPacketBufferSize());
    engine.wrap(ByteBuffer.allocate(0), record);
    return Arrays.copyOf(record.array(), record.position());
  }

  /** When the TLS session began, which is before the connection if it was resumed. */
  long sessionBegan() {
    return engine.getSession().getCreationTime();
  }

  List<X509Certificate> chain() throws SSLException {
    return Arrays.stream(engine.getSession().getPeerCertificates())
        .map(X509Certificate.class::cast)
        .toList();
  }

  String protocol() {
    return engine.getSession().getProtocol();
  }

  void send(String text) throws IOException {
    ByteBuffer from = ByteBuffer.wrap(text.getBytes(StandardCharsets.ISO_8859_1));
    while (from.hasRemaining()) {
      wrap(from);
    }
  }

  /** One well-formed record of application data that nobody has the keys for. */
  void sendForgedRecord() throws IOException {
    byte[] body = new byte[FORGED_BODY];
    new SecureRandom().nextBytes(body);
    ByteBuffer header = ByteBuffer.allocate(RECORD_HEADER + FORGED_BODY);
    header.put((byte) 23).putShort((short) 0x0303).putShort((short) FORGED_BODY).put(body);
    socket.getOutputStream().write(header.array());
  }

  void sendCloseNotify() throws IOException {
    engine.closeOutbound();
    wrap(ByteBuffer.allocate(0));
  }

  void sendRaw(byte[] bytes) throws IOException {
    socket.getOutputStream().write(bytes);
  }

  /**
   * By TLS 1.3 a ticket comes after the handshake (RFC 8446 4.6.1), from BoringSSL with its answer
   * to our close_notify; and the engine keeps it beside the handshake's own session.
   */
  void awaitTicket() throws IOException {
    sendCloseNotify();
    SSLSessionContext kept = engine.getSession().getSessionContext();
    while (protocol().equals("TLSv1.3") && Collections.list(kept.getIds()).size() < 2) {
      decrypted(record());
    }
  }

  /** The next thing that comes, session tickets aside. */
  Reading read(Duration timeout) throws IOException {
    socket.setSoTimeout((int) timeout.toMillis());
    try {
      while (true) {
        byte[] record = record();
        Optional<Reading> meaning = decrypted(record);
        if (meaning.isPresent()) {
          return meaning.get();
        }
      }
    } catch (SocketTimeoutException e) {
      return new Reading.Silence();
    } catch (EOFException e) {
      return new Reading.Closed();
    } catch (SocketException e) {
      return new Reading.Reset();
    }
  }

  private Optional<Reading> decrypted(byte[] record) throws IOException {
    plain.clear();
    try {
      engine.unwrap(ByteBuffer.wrap(record), plain);
    } catch (SSLException e) {
      if (!String.valueOf(e.getMessage()).contains("fatal alert")) {
        return Optional.of(new Reading.Undecryptable());
      }
      return Optional.of(
          new Reading.Alert(
              record[0], record.length - RECORD_HEADER, String.valueOf(e.getMessage())));
    }
    if (engine.isInboundDone()) {
      return Optional.of(
          new Reading.Alert(record[0], record.length - RECORD_HEADER, "close_notify"));
    }
    String text = new String(plain.array(), 0, plain.position(), StandardCharsets.ISO_8859_1);
    return text.isEmpty() ? Optional.empty() : Optional.of(new Reading.Text(text));
  }

  private byte[] record() throws IOException {
    InputStream in = socket.getInputStream();
    ByteArrayOutputStream record = new ByteArrayOutputStream();
    byte[] header = exactly(in, RECORD_HEADER);
    record.write(header);
    record.write(exactly(in, ((header[3] & 0xff) << 8) | (header[4] & 0xff)));
    return record.toByteArray();
  }

  private static byte[] exactly(InputStream in, int count) throws IOException {
    byte[] bytes = in.readNBytes(count);
    if (bytes.length < count) {
      throw new EOFException();
    }
    return bytes;
  }

  private void handshake(Duration patience) throws IOException {
    socket.setSoTimeout((int) patience.toMillis());
    engine.beginHandshake();
    HandshakeStatus status = engine.getHandshakeStatus();
    while (status != HandshakeStatus.NOT_HANDSHAKING && status != HandshakeStatus.FINISHED) {
      status = step(status);
    }
  }

  private HandshakeStatus step(HandshakeStatus status) throws IOException {
    return switch (status) {
      case NEED_WRAP -> wrap(ByteBuffer.allocate(0));
      case NEED_TASK -> {
        engine.getDelegatedTask().run();
        yield engine.getHandshakeStatus();
      }
      case NEED_UNWRAP, NEED_UNWRAP_AGAIN -> unwrap(ByteBuffer.wrap(record()));
      case NOT_HANDSHAKING, FINISHED -> status;
    };
  }

  /** A record may hold several messages, each of which may want a task done first. */
  private HandshakeStatus unwrap(ByteBuffer record) throws IOException {
    HandshakeStatus status = HandshakeStatus.NEED_UNWRAP;
    while (record.hasRemaining() && status != HandshakeStatus.FINISHED) {
      plain.clear();
      status = engine.unwrap(record, plain).getHandshakeStatus();
      while (status == HandshakeStatus.NEED_TASK) {
        engine.getDelegatedTask().run();
        status = engine.getHandshakeStatus();
      }
    }
    return status;
  }

  private HandshakeStatus wrap(ByteBuffer from) throws IOException {
    ByteBuffer to = ByteBuffer.allocate(engine.getSession().getPacketBufferSize());
    SSLEngineResult result = engine.wrap(from, to);
    socket.getOutputStream().write(to.array(), 0, to.position());
    return result.getHandshakeStatus();
  }

  /** Without close_notify: with FIN. */
  @Override
  public void close() throws IOException {
    socket.close();
  }

  /** With RST. */
  void reset() throws IOException {
    socket.setSoLinger(true, 0);
    socket.close();
  }

  private static final class TrustsAnybody extends X509ExtendedTrustManager {
    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType) {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket) {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine) {}

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }
}
