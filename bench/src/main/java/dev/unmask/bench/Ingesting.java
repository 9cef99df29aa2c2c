package dev.unmask.bench;

import dev.unmask.schemas.administration.TopicAdministration;
import dev.unmask.schemas.connection.KafkaConnection;
import dev.unmask.schemas.topic.Topics;
import dev.unmask.stack.LocalStack;
import dev.unmask.stack.LocalStackSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.function.ToDoubleFunction;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;

/**
 * A file of scan records into the broker: by ingest, and by kcat, which sends each line as it is,
 * with the same batches and compression. In turn, each in a process that begins and ends; the
 * median of the rounds counts.
 */
final class Ingesting {

  private static final int PARTITIONS = 2;
  private static final int MOST_BYTES = 16 << 20;

  private final int records;
  private final int rounds;
  private final Path file;
  private final List<Sample> ours = new ArrayList<>();
  private final List<Sample> theirs = new ArrayList<>();
  private final Map<String, List<Double>> shares = new TreeMap<>();

  /**
   * @param folder for the file, emptied by who made it
   */
  Ingesting(int records, int rounds, Path folder) {
    this.records = records;
    this.rounds = rounds;
    file = folder.resolve("banners.ndjson");
  }

  List<Table> measure() throws IOException {
    new BannerFile().write(records, file);
    Optional<String> kcat = Programs.find("kcat");
    try (LocalStack stack = LocalStack.start(LocalStackSettings.temporary());
        Admin admin = Admin.create(connection(stack, "bench").client("bench-admin"))) {
      for (int round = 0; round < rounds; round++) {
        ingest(stack, admin, "ingest" + round);
        if (kcat.isPresent()) {
          theirs.add(kcat(kcat.get(), stack, admin, "kcat" + round));
        }
      }
      return List.of(rates(), stages());
    } catch (ExecutionException failed) {
      throw new IllegalStateException(failed);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupted);
    }
  }

  private void ingest(LocalStack stack, Admin admin, String prefix)
      throws IOException, InterruptedException, ExecutionException {
    KafkaConnection connection = connection(stack, prefix);
    try (TopicAdministration topics = new TopicAdministration(connection)) {
      topics.create(PARTITIONS, (short) 1);
    }
    // As the command unmask starts it.
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx256m",
            "-XX:+UseSerialGC",
            "-D" + Main.TRUSTED_PACKAGES + "=dev.unmask.avro",
            "-cp",
            System.getProperty("java.class.path"),
            IngestWorker.class.getName(),
            stack.bootstrapServers(),
            stack.registryUrl(),
            prefix,
            file.toString());
    ours.add(Children.measure(command, this::published));
    admin.deleteTopics(List.of(connection.topics().banners().name())).all().get();
  }

  private long published(String printed) {
    List<String> lines = printed.lines().toList();
    int first = 0;
    while (!lines.get(first).matches("[0-9]+")) {
      first++;
    }
    for (String line : lines.subList(first + 1, lines.size())) {
      String[] share = line.split("\t", 2);
      shares
          .computeIfAbsent(share[0], stage -> new ArrayList<>())
          .add(Double.parseDouble(share[1]));
    }
    return all(Long.parseLong(lines.get(first)));
  }

  private Sample kcat(String kcat, LocalStack stack, Admin admin, String topic)
      throws InterruptedException, ExecutionException {
    NewTopic settings = new NewTopic(topic, PARTITIONS, (short) 1);
    settings.configs(Map.of("max.message.bytes", Integer.toString(MOST_BYTES)));
    admin.createTopics(List.of(settings)).all().get();
    List<String> command = new ArrayList<>(List.of(kcat, "-P", "-b", stack.bootstrapServers()));
    command.addAll(List.of("-t", topic, "-l", "-z", "zstd"));
    for (String property :
        List.of(
            "linger.ms=20",
            "batch.size=" + (256 << 10),
            "queue.buffering.max.kbytes=" + (32 << 10),
            "message.max.bytes=" + MOST_BYTES,
            "enable.idempotence=true")) {
      command.addAll(List.of("-X", property));
    }
    command.add(file.toString());
    Sample sample = Children.measure(command, printed -> records);
    all(sent(admin, topic));
    admin.deleteTopics(List.of(topic)).all().get();
    return sample;
  }

  private static long sent(Admin admin, String topic)
      throws InterruptedException, ExecutionException {
    Map<TopicPartition, OffsetSpec> ends = new HashMap<>();
    for (int partition = 0; partition < PARTITIONS; partition++) {
      ends.put(new TopicPartition(topic, partition), OffsetSpec.latest());
    }
    return admin.listOffsets(ends).all().get().values().stream()
        .mapToLong(end -> end.offset())
        .sum();
  }

  private long all(long published) {
    if (published != records) {
      throw new IllegalStateException(published + " records published, of " + records);
    }
    return published;
  }

  private Table rates() throws IOException {
    double megabytes = Files.size(file) / 1e6 / records;
    List<List<Object>> rows = new ArrayList<>();
    rows.add(row("unmask ingest", ours, megabytes));
    List<String> notes = new ArrayList<>();
    if (theirs.isEmpty()) {
      notes.add("kcat is not installed: it is not measured");
    } else {
      rows.add(row("kcat -P -l", theirs, megabytes));
    }
    return new Table(
        "ingest",
        "%,d records of %,.0f bytes, with zstd, median of %d rounds"
            .formatted(records, megabytes * 1e6, rounds),
        List.of("what", "records_per_second", "mb_per_second", "cpu_micros_each", "of_kcat"),
        rows,
        notes);
  }

  private List<Object> row(String what, List<Sample> samples, double megabytes) {
    double rate = median(samples, Sample::perSecond);
    double kcat = theirs.isEmpty() ? Double.NaN : median(theirs, Sample::perSecond);
    return List.of(
        what, rate, rate * megabytes, 1e6 / median(samples, Sample::perCpuSecond), rate / kcat);
  }

  private Table stages() {
    return new Table(
        "ingest_stages",
        "Where ingest's processor time goes, by thread",
        List.of("thread", "share"),
        shares.entrySet().stream()
            .map(stage -> List.<Object>of(stage.getKey(), Sample.median(stage.getValue())))
            .filter(row -> (double) row.get(1) >= 0.005)
            .toList(),
        List.of());
  }

  private static double median(List<Sample> samples, ToDoubleFunction<Sample> figure) {
    return Sample.median(samples.stream().map(figure::applyAsDouble).toList());
  }

  private static KafkaConnection connection(LocalStack stack, String prefix) {
    return new KafkaConnection(
        stack.bootstrapServers(), stack.registryUrl(), new Topics(prefix), Map.of());
  }
}
