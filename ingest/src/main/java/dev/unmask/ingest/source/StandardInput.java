package dev.unmask.ingest.source;

import java.io.InputStream;

/** The standard input. */
record StandardInput(InputStream in) implements Input {

  @Override
  public String name() {
    return STANDARD_INPUT;
  }

  @Override
  public OpenInput open() {
    return new OpenInput(in, false);
  }
}
