package dev.unmask.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** nginx with one worker, on all of 127.0.0.0/8: a port for each version of TLS and kind of key. */
final class WebServer implements AutoCloseable {

  private static final int PATIENCE_SECONDS = 10;

  private static final String CONFIGURATION =
      """
      daemon off;
      pid nginx.pid;
      error_log error.log;
      worker_processes 1;
      worker_rlimit_nofile 20000;
      events { worker_connections 8000; }
      http {
        access_log off;
        client_body_temp_path body;
        proxy_temp_path proxy;
        fastcgi_temp_path fastcgi;
        uwsgi_temp_path uwsgi;
        scgi_temp_path scgi;
        %s
      }
      """;

  private static final String SERVER =
      """
      server {
        listen %d ssl backlog=4096;
        ssl_protocols %s;
        ssl_certificate %s.pem;
        ssl_certificate_key %s.key;
        location / { return 200 "hello"; }
      }
      """;

  /** What a port speaks. */
  record Listener(String version, String key, int port) {
    @Override
    public String toString() {
      return version.replace("v", " ") + " " + key;
    }
  }

  private final Path folder;
  private final List<Listener> listeners;
  private final Process process;

  /**
   * Starts it; on return it accepts.
   *
   * @throws IllegalStateException if nginx or openssl is missing, or does not start
   */
  WebServer(Path folder) {
    this.folder = folder;
    List<Integer> ports = freePorts(4);
    this.listeners =
        List.of(
            new Listener("TLSv1.2", "rsa", ports.get(0)),
            new Listener("TLSv1.2", "ecdsa", ports.get(1)),
            new Listener("TLSv1.3", "rsa", ports.get(2)),
            new Listener("TLSv1.3", "ecdsa", ports.get(3)));
    certificate("rsa", List.of("-newkey", "rsa:2048"));
    certificate("ecdsa", List.of("-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1"));
    this.process = start();
    awaitListening();
  }

  List<Listener> listeners() {
    return listeners;
  }

  /** Stops it, its worker first. */
  @Override
  public void close() {
    process.descendants().forEach(ProcessHandle::destroy);
    process.destroy();
    process.onExit().join(); // it removes its file
  }

  private void certificate(String name, List<String> key) {
    List<String> command =
        Stream.of(
                List.of(required("openssl"), "req", "-x509", "-nodes", "-days", "90"),
                key,
                List.of("-subj", "/CN=www.example.com"),
                List.of("-addext", "subjectAltName=DNS:www.example.com"),
                List.of("-keyout", folder.resolve(name + ".key").toString()),
                List.of("-out", folder.resolve(name + ".pem").toString()))
            .flatMap(List::stream)
            .toList();
    Programs.run(command);
  }

  private Process start() {
    String servers =
        listeners.stream()
            .map(each -> SERVER.formatted(each.port, each.version, each.key, each.key))
            .collect(Collectors.joining());
    try {
      Files.writeString(folder.resolve("nginx.conf"), CONFIGURATION.formatted(servers));
      return new ProcessBuilder(
              required("nginx"), "-p", folder.toString(), "-c", "nginx.conf", "-e", "error.log")
          .redirectErrorStream(true)
          .redirectOutput(folder.resolve("printed.log").toFile())
          .start();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private void awaitListening() {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    while (!listens()) {
      if (!process.isAlive() || System.nanoTime() > end) {
        throw new IllegalStateException("nginx does not start: see " + folder.resolve("error.log"));
      }
      Thread.onSpinWait();
    }
  }

  private boolean listens() {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress("127.0.0.1", listeners.get(0).port), 1_000);
      return true;
    } catch (IOException notYet) {
      return false;
    }
  }

  private static String required(String program) {
    return Programs.find(program)
        .orElseThrow(() -> new IllegalStateException(program + " is not installed"));
  }

  private static List<Integer> freePorts(int count) {
    return Stream.generate(WebServer::freePort).limit(count).toList();
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    } catch (IOException none) {
      throw new UncheckedIOException(none);
    }
  }
}
