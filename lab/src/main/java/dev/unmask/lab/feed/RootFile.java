package dev.unmask.lab.feed;

import dev.unmask.lab.pki.LabPki;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;

/** The owner's roots, which are in no public store, as PEM. */
public final class RootFile {
  private final LabPki pki;

  public RootFile(LabPki pki) {
    this.pki = pki;
  }

  public void write(Path file) throws IOException {
    Files.writeString(file, pki.roots().stream().map(Pem::of).collect(Collectors.joining()));
  }
}
