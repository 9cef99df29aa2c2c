package dev.unmask.stack;

import java.nio.file.Path;
import java.util.Optional;
import java.util.Properties;

/**
 * The settings of a broker that is alone: one node that is broker and controller, on a machine that
 * has better uses for its memory.
 */
final class BrokerConfiguration {

  static final int NODE_ID = 1;
  static final String CLIENT_LISTENER = "CLIENTS";
  static final String CONTROLLER_LISTENER = "CONTROLLER";

  private static final String LOOPBACK = "127.0.0.1";

  /** Records of up to 4 MiB are promised; a batch with one is a little larger. */
  private static final int LARGEST_BATCH = 5 << 20;

  private static final int SMALL_SEGMENT = 16 << 20;

  private BrokerConfiguration() {}

  static Properties of(
      Path directory, int clientPort, int controllerPort, Optional<BrokerSecurity> security) {
    Properties all = new Properties();
    identity(all, directory, clientPort, controllerPort);
    oneNode(all);
    promptness(all);
    frugality(all);
    security.ifPresent(demands -> demands.apply(all));
    return all;
  }

  private static void identity(Properties to, Path directory, int clientPort, int controllerPort) {
    set(to, "process.roles", "broker,controller");
    set(to, "node.id", NODE_ID);
    set(to, "log.dirs", directory);
    set(
        to,
        "listeners",
        listener(CLIENT_LISTENER, clientPort)
            + ","
            + listener(CONTROLLER_LISTENER, controllerPort));
    set(to, "advertised.listeners", listener(CLIENT_LISTENER, clientPort));
    set(to, "inter.broker.listener.name", CLIENT_LISTENER);
    set(to, "controller.listener.names", CONTROLLER_LISTENER);
    set(to, "listener.security.protocol.map", "CLIENTS:PLAINTEXT,CONTROLLER:PLAINTEXT");
    set(to, "controller.quorum.voters", NODE_ID + "@" + LOOPBACK + ":" + controllerPort);
  }

  private static void oneNode(Properties to) {
    set(to, "default.replication.factor", 1);
    set(to, "min.insync.replicas", 1);
    set(to, "offsets.topic.replication.factor", 1);
    set(to, "transaction.state.log.replication.factor", 1);
    set(to, "transaction.state.log.min.isr", 1);
    set(to, "share.coordinator.state.topic.replication.factor", 1);
    set(to, "share.coordinator.state.topic.min.isr", 1);
    set(to, "auto.create.topics.enable", false);
    set(to, "message.max.bytes", LARGEST_BATCH);
    set(to, "replica.fetch.max.bytes", LARGEST_BATCH);
    // Brokers delete by event time, and a scan may be years old.
    set(to, "log.retention.ms", -1);
  }

  private static void promptness(Properties to) {
    set(to, "group.initial.rebalance.delay.ms", 0);
    // What a killed stage left open blocks its readers until it is aborted.
    set(to, "transaction.abort.timed.out.transaction.cleanup.interval.ms", 1_000);
    // How long a broker that follows upon a killed one is taken for an impostor.
    set(to, "broker.session.timeout.ms", 6_000);
    set(to, "broker.heartbeat.interval.ms", 1_000);
    // A machine with much else to do is slow, not broken.
    set(to, "initial.broker.registration.timeout.ms", 120_000);
  }

  private static void frugality(Properties to) {
    set(to, "offsets.topic.num.partitions", 4);
    set(to, "offsets.topic.segment.bytes", SMALL_SEGMENT);
    set(to, "transaction.state.log.num.partitions", 4);
    set(to, "transaction.state.log.segment.bytes", SMALL_SEGMENT);
    set(to, "share.coordinator.state.topic.num.partitions", 1);
    set(to, "log.cleaner.threads", 1);
    set(to, "log.cleaner.dedupe.buffer.size", 4 << 20);
    set(to, "log.index.size.max.bytes", 1 << 20);
    set(to, "num.network.threads", 2);
    set(to, "num.io.threads", 4);
    set(to, "num.replica.fetchers", 1);
    set(to, "background.threads", 2);
    set(to, "num.recovery.threads.per.data.dir", 2);
    set(to, "queued.max.requests", 64);
    // No JMX: nobody looks, and two brokers in one process would quarrel over the names.
    set(to, "metric.reporters", "");
  }

  private static String listener(String name, int port) {
    return name + "://" + LOOPBACK + ":" + port;
  }

  private static void set(Properties to, String name, Object value) {
    to.setProperty(name, value.toString());
  }
}
