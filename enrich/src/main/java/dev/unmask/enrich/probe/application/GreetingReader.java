package dev.unmask.enrich.probe.application;

import dev.unmask.avro.ApplicationAnswer;
import dev.unmask.avro.Outcome;
import dev.unmask.enrich.probe.connection.Printable;
import java.io.ByteArrayOutputStream;

/** What a server says of its own accord: up to the end of its first line, or a kilobyte. */
final class GreetingReader implements AnswerReader {

  private static final int MOST = 1_024;

  private final ByteArrayOutputStream content = new ByteArrayOutputStream();

  @Override
  public Progress read(byte[] bytes) {
    for (byte octet : bytes) {
      if (content.size() == MOST) {
        return Progress.COMPLETE;
      }
      content.write(octet);
      if (octet == '\n') {
        return Progress.COMPLETE;
      }
    }
    return Progress.MORE;
  }

  @Override
  public byte[] content() {
    return content.toByteArray();
  }

  /** Nothing was asked, so whatever came is right. */
  @Override
  public Answer answer() {
    return new Answer(ApplicationAnswer.OTHER_BYTES, Outcome.SUCCESS, Printable.detail(content()));
  }
}
