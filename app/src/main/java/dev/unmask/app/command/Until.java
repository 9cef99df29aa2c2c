package dev.unmask.app.command;

import java.time.Instant;
import picocli.CommandLine.ITypeConverter;

/** A moment to come, as {@link TypedTime} reads it; {@code 24h} is so long from now. */
final class Until implements ITypeConverter<Instant> {

  @Override
  public Instant convert(String text) {
    return TypedTime.read(text, away -> Instant.now().plus(away));
  }
}
