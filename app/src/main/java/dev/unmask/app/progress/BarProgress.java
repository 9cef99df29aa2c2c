package dev.unmask.app.progress;

import java.io.PrintStream;
import java.util.Optional;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** A bar a phase, drawn over and over on one line; a thread of its own redraws it. */
final class BarProgress implements Progress {
  private static final int WIDTH = 110;
  private static final int INTERVAL_MILLIS = 250;

  private final PrintStream stream;
  private Optional<ProgressBar> bar = Optional.empty();

  BarProgress(PrintStream stream) {
    this.stream = stream;
  }

  @Override
  public void phase(String name) {
    close();
    bar =
        Optional.of(
            new ProgressBarBuilder()
                .setTaskName(name)
                .setInitialMax(-1)
                .setStyle(ProgressBarStyle.ASCII)
                .setUpdateIntervalMillis(INTERVAL_MILLIS)
                .setConsumer(new ConsoleProgressBarConsumer(stream, WIDTH))
                .hideEta()
                .build());
  }

  @Override
  public void update(long done, long total, String detail) {
    bar.ifPresent(
        drawn -> {
          drawn.maxHint(total == 0 ? -1 : total);
          drawn.stepTo(done);
          drawn.setExtraMessage(detail);
        });
  }

  @Override
  public void close() {
    bar.ifPresent(ProgressBar::close);
    bar = Optional.empty();
  }
}
