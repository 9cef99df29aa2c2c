package dev.unmask.bench;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.ExecutionException;

/** The stage at work on hosts that are all new, and on the same hosts a week later. */
final class Crawls {

  private final String what;
  private final int clusterSize;
  private final int threads;
  private final List<Fork> forks;
  private final Passes fresh = new Passes();
  private final Passes again = new Passes();
  private long hosts;
  private long changelogFresh;
  private long changelogAgain;

  /**
   * @param threads of each process
   */
  Crawls(String what, int clusterSize, int threads, Fork... forks) {
    this.what = what;
    this.clusterSize = clusterSize;
    this.threads = threads;
    this.forks = List.of(forks);
  }

  /** Two crawls on a feed that is empty. */
  void measure(ObservationFeed feed) throws IOException, InterruptedException, ExecutionException {
    feed.join(forks, threads);
    Pass first = feed.crawl(forks, clusterSize);
    long records = feed.changelogRecords();
    Pass second = feed.crawl(forks, clusterSize);
    changelogFresh += records;
    changelogAgain += feed.changelogRecords() - records;
    feed.leave(forks);
    fresh.add(first);
    again.add(second);
    hosts += first.records();
  }

  List<List<Object>> rows(Passes copies) {
    int all = threads * forks.size();
    return List.of(
        again.row(what, all, changelogAgain / (double) hosts, copies),
        fresh.row(what + ", new hosts", all, changelogFresh / (double) hosts, copies));
  }
}
