package dev.unmask.stack;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.metadata.bootstrap.BootstrapDirectory;
import org.apache.kafka.metadata.bootstrap.BootstrapMetadata;
import org.apache.kafka.metadata.properties.MetaPropertiesEnsemble;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;
import org.apache.kafka.server.common.TransactionVersion;

/**
 * A broker's data directory, formatted as {@code kafka-storage.sh format} does.
 *
 * @param properties who the directory belongs to
 * @param bootstrap the features that a new cluster starts with
 */
record BrokerStorage(MetaPropertiesEnsemble properties, BootstrapMetadata bootstrap) {

  /**
   * Opens a directory, and formats it first if that was never done.
   *
   * @throws LocalStackException if it cannot be read or written
   */
  static BrokerStorage open(Path directory) {
    try {
      if (!Files.exists(directory.resolve("meta.properties"))) {
        format(directory);
      }
      return read(directory);
    } catch (Exception e) { // Formatter and BootstrapDirectory declare nothing narrower.
      throw new LocalStackException(
          "The broker's data in " + directory + " cannot be used: " + e.getMessage() + ".", e);
    }
  }

  private static void format(Path directory) throws Exception {
    new Formatter()
        .setPrintStream(
            new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8))
        .setNodeId(BrokerConfiguration.NODE_ID)
        .setClusterId(Uuid.randomUuid().toString())
        .setDirectories(List.of(directory.toString()))
        .setMetadataLogDirectory(directory.toString())
        .setControllerListenerName(BrokerConfiguration.CONTROLLER_LISTENER)
        .setReleaseVersion(MetadataVersion.latestProduction())
        .setFeatureLevel(TransactionVersion.FEATURE_NAME, TransactionVersion.TV_2.featureLevel())
        .run();
  }

  private static BrokerStorage read(Path directory) throws Exception {
    MetaPropertiesEnsemble properties =
        new MetaPropertiesEnsemble.Loader()
            .addMetadataLogDir(directory.toString())
            .addLogDirs(List.of(directory.toString()))
            .load();
    return new BrokerStorage(properties, new BootstrapDirectory(directory.toString()).read());
  }
}
