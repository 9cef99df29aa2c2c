package dev.unmask.app.command;

import java.time.Instant;
import picocli.CommandLine.ITypeConverter;

/** A moment that has been, as {@link TypedTime} reads it; {@code 24h} is so long ago. */
final class Since implements ITypeConverter<Instant> {

  @Override
  public Instant convert(String text) {
    return TypedTime.read(text, ago -> Instant.now().minus(ago));
  }
}
