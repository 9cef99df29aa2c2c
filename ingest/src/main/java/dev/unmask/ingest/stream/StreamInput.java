package dev.unmask.ingest.stream;

import dev.unmask.ingest.source.Input;
import dev.unmask.ingest.source.OpenInput;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Optional;

/** A stream as an input: it passes once, and has no end of its own. */
public final class StreamInput implements Input {

  private final StreamSettings settings;
  private final StreamBytes bytes;

  /** Connects when it is read. */
  public StreamInput(StreamSettings settings, MeterRegistry meters) {
    this.settings = settings;
    bytes = new StreamBytes(settings, new StreamMeters(meters));
  }

  /** Its URL, which has no secret in it. */
  @Override
  public String name() {
    return settings.url().toString();
  }

  @Override
  public Optional<String> waitingFor() {
    return bytes.waitingFor();
  }

  @Override
  public OpenInput open() {
    return OpenInput.plain(bytes);
  }
}
