package dev.unmask.app.run;

import dev.unmask.lab.Lab;
import dev.unmask.lab.LabFiles;
import dev.unmask.lab.LabSettings;
import dev.unmask.lab.pki.LabPki;
import dev.unmask.lab.scenario.LabScenario;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;

/**
 * The lab as a stage: it writes its files, opens its ports, and serves until it is told to stop.
 */
public final class LabStage implements Stage {
  private final LabScenario scenario;
  private final Instant now;
  private final Path output;
  private final Consumer<String> messages;
  private final CountDownLatch stop = new CountDownLatch(1);
  private volatile boolean serving;

  /**
   * @param now the day of the banners
   * @param output directory of its files; made if missing
   * @param messages told when it serves
   */
  public LabStage(LabScenario scenario, Instant now, Path output, Consumer<String> messages) {
    this.scenario = scenario;
    this.now = now;
    this.output = output;
    this.messages = messages;
  }

  @Override
  public String name() {
    return "lab";
  }

  @Override
  public void run() {
    LabPki pki = LabPki.create(scenario.leaves(), now);
    try (Lab lab = new Lab(scenario, pki, LabSettings.defaults())) {
      LabDirectory.write(new LabFiles(scenario, pki, now), Files.createDirectories(output));
      lab.start();
      serving = true;
      messages.accept(
          scenario.size()
              + " hosts on ports "
              + scenario.ports().https()
              + " and "
              + scenario.ports().ldaps()
              + "; files in "
              + output);
      stop.await();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed.getMessage(), failed);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public Optional<String> waitingFor() {
    return serving ? Optional.empty() : Optional.of("its certificates and ports");
  }

  @Override
  public void close() {
    stop.countDown();
  }
}
