package dev.unmask.bench;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Processor time of this process by the names of its threads, looked at again and again. */
final class StageTimes implements AutoCloseable {

  /** Compilers and garbage collector. */
  private static final String JVM = "the JVM itself";

  private static final Duration PACE = Duration.ofMillis(100);

  private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
  private final Map<Long, String> names = new HashMap<>();
  private final Map<Long, Long> nanos = new HashMap<>();
  private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();

  StageTimes() {
    clock.scheduleAtFixedRate(this::look, 0, PACE.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Shares by what a thread's name begins with; what is of no thread of Java's is its own. */
  SortedMap<String, Double> shares() {
    look();
    double all = ClassifyRun.cpu().toNanos();
    SortedMap<String, Double> shares = new TreeMap<>();
    synchronized (this) {
      nanos.forEach((id, used) -> shares.merge(stage(id), used / all, Double::sum));
    }
    double known = shares.values().stream().mapToDouble(Double::doubleValue).sum();
    shares.put(JVM, 1 - known);
    return shares;
  }

  @Override
  public void close() {
    clock.shutdownNow();
  }

  private synchronized void look() {
    ThreadInfo[] infos = threads.getThreadInfo(threads.getAllThreadIds());
    Arrays.stream(infos).filter(Objects::nonNull).forEach(this::look);
  }

  private void look(ThreadInfo thread) {
    long used = threads.getThreadCpuTime(thread.getThreadId());
    if (used >= 0) {
      names.put(thread.getThreadId(), thread.getThreadName());
      nanos.merge(thread.getThreadId(), used, Math::max);
    }
  }

  private String stage(long thread) {
    return Optional.ofNullable(names.get(thread)).orElse("").split(" \\|", 2)[0];
  }
}
