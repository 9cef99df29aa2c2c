package dev.unmask.stack;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import kafka.server.BrokerServer;
import kafka.server.ControllerServer;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import kafka.server.SharedServer;
import org.apache.kafka.common.metrics.Metrics;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.server.fault.FaultHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A Kafka broker in this process: one node, KRaft, on 127.0.0.1 only, without authentication unless
 * it is started so. It keeps to what a cluster does, except that topics are never created by using
 * them, and that all replication factors are 1.
 *
 * <p>Its threads keep the process alive until {@link #close()}. A broken disk ends the process, as
 * it does with any broker.
 */
public final class LocalBroker implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(LocalBroker.class);
  private static final Duration SHUTDOWN = Duration.ofSeconds(10);

  private final StackDirectory directory;
  private final int port;
  private final ControllerServer controller;
  private final BrokerServer broker;

  private LocalBroker(
      StackDirectory directory,
      BoundSockets sockets,
      int requestedPort,
      Optional<BrokerSecurity> security) {
    BrokerStorage storage = BrokerStorage.open(directory.path());
    int controllerPort = sockets.bind(BrokerConfiguration.CONTROLLER_LISTENER, 0);
    this.directory = directory;
    this.port = sockets.bind(BrokerConfiguration.CLIENT_LISTENER, requestedPort);
    SharedServer shared =
        new SharedServer(
            new KafkaConfig(
                BrokerConfiguration.of(directory.path(), port, controllerPort, security), false),
            storage.properties(),
            Time.SYSTEM,
            new Metrics(),
            CompletableFuture.completedFuture(
                Map.of(
                    BrokerConfiguration.NODE_ID,
                    new InetSocketAddress("127.0.0.1", controllerPort))),
            List.of(),
            LocalBroker::faultHandler,
            sockets);
    this.controller =
        new ControllerServer(shared, KafkaRaftServer.configSchema(), storage.bootstrap());
    this.broker = new BrokerServer(shared);
  }

  /**
   * Starts a broker that keeps nothing: its directory is deleted when it is closed.
   *
   * @param port 0: any free one
   * @throws LocalStackException if it does not start
   */
  public static LocalBroker startTemporary(int port) {
    return start(StackDirectory.makeTemporary(), port, Optional.empty());
  }

  /**
   * The same, for clients that say who they are.
   *
   * @throws LocalStackException if it does not start
   */
  public static LocalBroker startSecured(BrokerSecurity security) {
    return start(StackDirectory.makeTemporary(), 0, Optional.of(security));
  }

  /**
   * Starts a broker on a directory, which is made and formatted if need be; topics of an earlier
   * one there are there again.
   *
   * @param port 0: any free one
   * @throws LocalStackException if it does not start
   */
  public static LocalBroker startIn(Path dataDirectory, int port) {
    return start(StackDirectory.keep(dataDirectory), port, Optional.empty());
  }

  private static LocalBroker start(
      StackDirectory directory, int port, Optional<BrokerSecurity> security) {
    try (BoundSockets sockets = new BoundSockets()) {
      LocalBroker broker = new LocalBroker(directory, sockets, port, security);
      broker.startup();
      return broker;
    } catch (RuntimeException e) {
      directory.close();
      throw e;
    }
  }

  private void startup() {
    try {
      controller.startup();
      broker.startup();
    } catch (RuntimeException e) {
      shutdown();
      throw new LocalStackException("The broker did not start: " + e.getMessage() + ".", e);
    }
  }

  /** Where clients connect to: {@code 127.0.0.1:PORT}. */
  public String bootstrapServers() {
    return "127.0.0.1:" + port;
  }

  /** Stops the broker and waits for it; a second call does nothing. */
  @Override
  public void close() {
    shutdown();
    directory.close();
  }

  private void shutdown() {
    broker.shutdown(SHUTDOWN);
    controller.shutdown();
  }

  /** Kafka's own handler ends the process; here the process is not the broker's alone. */
  private static FaultHandler faultHandler(String name, boolean fatal, Runnable action) {
    return (message, cause) -> {
      LOG.error(
          "The local broker has met a fault in {}{}: {}",
          name,
          fatal ? " and cannot go on" : "",
          message,
          cause);
      action.run();
      return new IllegalStateException(name + ": " + message, cause);
    };
  }
}
