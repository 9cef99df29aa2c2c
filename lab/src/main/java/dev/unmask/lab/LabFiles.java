package dev.unmask.lab;

import dev.unmask.lab.feed.BannerFeed;
import dev.unmask.lab.feed.LabTruth;
import dev.unmask.lab.feed.OwnerFile;
import dev.unmask.lab.feed.RootFile;
import dev.unmask.lab.feed.TruthFile;
import dev.unmask.lab.pki.LabPki;
import dev.unmask.lab.scenario.Cluster;
import dev.unmask.lab.scenario.Issuer;
import dev.unmask.lab.scenario.LabScenario;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * The files for a lab, each in the format in which any user gives such a file to unmask. They can
 * be written before, while and after it runs; an existing file is replaced.
 *
 * @param now the banners are of the day (UTC) before it
 */
public record LabFiles(LabScenario scenario, LabPki pki, Instant now) {

  /** Shodan-style banners of all hosts, one a line; some 7 KB each. */
  public void banners(Path file) throws IOException {
    new BannerFeed(scenario, pki, now).write(file);
  }

  /**
   * The same of the hosts that change their certificate, once they have.
   *
   * @param when the banners are of this moment
   */
  public void bannersOfChanged(Instant when, Path file) throws IOException {
    new BannerFeed(scenario, pki, now).writeChanged(when, file);
  }

  /** An owner catalogue: what is known of the owners beyond what is built in. */
  public void owners(Path file) throws IOException {
    new OwnerFile(scenario.owners(), pki).write(file);
  }

  /** PEM of the roots that are trusted and in no public store. */
  public void roots(Path file) throws IOException {
    new RootFile(pki).write(file);
  }

  /** What may be probed: hosts whose certificate names an owner, or is a product's. */
  public void scope(Path file) throws IOException {
    List<String> lines = new ArrayList<>();
    lines.add("# The lab's hosts: whatever claims to be an owner's.");
    scenario.owners().forEach(owner -> lines.add("owner:" + owner.id()));
    scenario.clusters().stream()
        .map(Cluster::leaf)
        .filter(leaf -> leaf.issuer() == Issuer.ITS_PRODUCT)
        .forEach(leaf -> lines.add("fingerprint:" + pki.identity(leaf).fingerprint()));
    Files.write(file, lines);
  }

  /** What unmask should find, one host a line. */
  public void truth(Path file) throws IOException {
    new TruthFile(truth()).write(file);
  }

  /** The same in memory. */
  public LabTruth truth() {
    return LabTruth.of(scenario, pki);
  }
}
