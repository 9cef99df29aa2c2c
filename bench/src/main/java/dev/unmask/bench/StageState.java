package dev.unmask.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;

/**
 * What the stage keeps of hosts.
 *
 * @param bytes on disk for each host: tables and write-ahead logs of RocksDB
 * @param restoring so long for each million of hosts, where the disk is lost
 */
record StageState(int hosts, long bytes, Duration restoring) {

  /**
   * @param restored how long it took to have all of it restored
   */
  static StageState of(Path directory, int hosts, Duration restored) {
    return new StageState(
        hosts, size(directory) / hosts, restored.multipliedBy(1_000_000).dividedBy(hosts));
  }

  List<Object> row(String what) {
    return List.of(what, hosts, bytes, restoring.toMillis() / 1e3);
  }

  /**
   * @param id of the application
   */
  static long changelogRecords(Admin admin, String id)
      throws InterruptedException, ExecutionException {
    Map<TopicPartition, OffsetSpec> ends = new HashMap<>();
    for (String topic : admin.listTopics().names().get()) {
      if (topic.startsWith(id + "-") && topic.endsWith("-changelog")) {
        for (int partition = 0; partition < ObservationFeed.PARTITIONS; partition++) {
          ends.put(new TopicPartition(topic, partition), OffsetSpec.latest());
        }
      }
    }
    Collection<ListOffsetsResultInfo> offsets = admin.listOffsets(ends).all().get().values();
    return offsets.stream().mapToLong(ListOffsetsResultInfo::offset).sum();
  }

  private static long size(Path directory) {
    try (Stream<Path> files = Files.walk(directory)) {
      return files
          .filter(file -> file.toString().endsWith(".sst") || file.toString().endsWith(".log"))
          .mapToLong(file -> file.toFile().length())
          .sum();
    } catch (IOException gone) {
      throw new UncheckedIOException(gone);
    }
  }
}
