package dev.unmask.app.lab;

import dev.unmask.app.run.LabDirectory;
import dev.unmask.lab.Lab;
import dev.unmask.lab.LabFiles;
import dev.unmask.lab.LabSettings;
import dev.unmask.lab.feed.LabTruth;
import dev.unmask.lab.pki.LabPki;
import dev.unmask.lab.scenario.LabHost;
import dev.unmask.lab.scenario.LabScenario;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A lab that serves, with its files.
 *
 * @param lab open until closed
 * @param files how they are written
 * @param directory where its files are
 * @param truth what there is to find
 */
record LiveLab(Lab lab, LabFiles files, LabDirectory directory, LabTruth truth)
    implements AutoCloseable {
  /**
   * Makes certificates, writes the files, opens the ports: some seconds.
   *
   * @throws IOException if this machine cannot serve it; the message says why
   */
  static LiveLab start(LabScenario scenario, Path output) throws IOException {
    Instant now = Instant.now();
    LabPki pki = LabPki.of(scenario, now);
    LabFiles files = new LabFiles(scenario, pki, now);
    Lab lab = new Lab(scenario, pki, LabSettings.defaults());
    try {
      lab.start();
      return new LiveLab(lab, files, LabDirectory.write(files, output), files.truth());
    } catch (IOException failed) {
      lab.close();
      throw failed;
    }
  }

  /** Endpoints of the hosts that change their certificate. */
  Set<String> changing() {
    return files.scenario().former().stream()
        .map(LabHost::endpoint)
        .collect(Collectors.toUnmodifiableSet());
  }

  /** These change it, and the crawler comes by once more. */
  void change() throws IOException {
    lab.change();
    files.bannersOfChanged(Instant.now(), directory.bannersOfChanged());
  }

  @Override
  public void close() {
    lab.close();
  }
}
