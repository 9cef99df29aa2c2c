package dev.unmask.ingest;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.ToLongFunction;

/**
 * What came of an ingestion.
 *
 * @param files one for each input that was begun, in their order
 * @param elapsed from start to end
 * @param stopped whether it was stopped before its end; the last of {@code files} then says where
 */
public record IngestReport(List<FileReport> files, Duration elapsed, boolean stopped) {

  public IngestReport {
    files = List.copyOf(files);
    Objects.requireNonNull(elapsed);
  }

  /** Records found, of all inputs: always published + dead. */
  public long read() {
    return sum(FileReport::read);
  }

  /** Banners on the topic. */
  public long published() {
    return sum(FileReport::published);
  }

  /** Records in the dead letters. */
  public long dead() {
    return sum(FileReport::dead);
  }

  /** Bytes read, as stored. */
  public long bytes() {
    return sum(FileReport::bytes);
  }

  /**
   * What is the matter with inputs, a sentence each; where there is one, the run has not done what
   * it was asked to.
   */
  public List<String> problems() {
    return files.stream().map(FileReport::problem).flatMap(Optional::stream).toList();
  }

  /** Those that were stopped before their end. */
  public List<FileReport> unfinished() {
    return files.stream().filter(file -> !file.complete() && file.problem().isEmpty()).toList();
  }

  /** What earlier runs have to do with inputs, a sentence each, with the input's name. */
  public List<String> remarks() {
    return files.stream()
        .flatMap(file -> file.remark().map(what -> file.name() + " " + what).stream())
        .toList();
  }

  private long sum(ToLongFunction<FileReport> figure) {
    return files.stream().mapToLong(figure).sum();
  }
}
