package dev.unmask.lab.scenario;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Completes TLS handshakes here, with the private key. A request in clear gets a 400, if requests
 * get answers at all; other bytes that are not TLS end the connection.
 *
 * @param leaf shown without SNI, and for every name that is not among {@code named}
 * @param named what is shown for other names
 * @param answer what it says to an HTTP request; empty: it reads and says nothing, as LDAPS does to
 *     HTTP
 * @param backend servers of one backend accept each other's sessions; those of another do not
 * @param wordless ends the connection without an alert where a record does not decrypt
 * @param idleLimit after that long without a byte it closes the connection
 */
public record TlsServer(
    Leaf leaf,
    Map<String, Leaf> named,
    TlsVersion newest,
    Optional<HttpAnswer> answer,
    TlsStack stack,
    String backend,
    boolean wordless,
    Duration idleLimit)
    implements Behaviour {
  private static final Duration A_MINUTE = Duration.ofMinutes(1);

  public TlsServer {
    named = Map.copyOf(named);
    RelayManners.requirePositive("the idle limit of a TLS server", idleLimit);
  }

  /** On BoringSSL, with one certificate, in the backend of its owner; idle for a minute at most. */
  public TlsServer(Leaf leaf, TlsVersion newest, Optional<HttpAnswer> answer) {
    this(leaf, Map.of(), newest, answer, TlsStack.BORINGSSL, "owner", false, A_MINUTE);
  }

  /** The same with certificates for more names. */
  TlsServer also(Map<String, Leaf> more) {
    Map<String, Leaf> all = new HashMap<>(named);
    all.putAll(more);
    return new TlsServer(leaf, all, newest, answer, stack, backend, wordless, idleLimit);
  }

  /** The same in another backend. */
  TlsServer in(String other) {
    return new TlsServer(leaf, named, newest, answer, stack, other, wordless, idleLimit);
  }

  /** The same with another certificate. */
  TlsServer with(Leaf other) {
    return new TlsServer(other, named, newest, answer, stack, backend, wordless, idleLimit);
  }

  /** The same for those who do not speak HTTP. */
  public TlsServer mute() {
    return new TlsServer(
        leaf, named, newest, Optional.empty(), stack, backend, wordless, idleLimit);
  }
}
