package dev.unmask.enrich.probe.application;

import dev.unmask.avro.ApplicationAnswer;
import dev.unmask.avro.Outcome;
import dev.unmask.enrich.probe.connection.Printable;
import java.util.Arrays;
import java.util.Optional;

/** Reads the messages that answer a search, up to the last of them or 64 KiB. */
final class LdapReader implements AnswerReader {

  static final int MOST = 64 * 1024;

  private byte[] content = new byte[0];
  private int parsed;
  private boolean answered;
  private String detail = "";

  @Override
  public Progress read(byte[] bytes) {
    int taken = Math.min(bytes.length, MOST - content.length);
    int had = content.length;
    content = Arrays.copyOf(content, had + taken);
    System.arraycopy(bytes, 0, content, had, taken);
    Progress progress = messages();
    return progress == Progress.MORE && content.length == MOST ? Progress.FOREIGN : progress;
  }

  private Progress messages() {
    while (parsed < content.length) {
      long length = Ber.wholeLength(content, parsed, LdapMessage.SEQUENCE);
      if (length > content.length - parsed) {
        return length == Ber.UNKNOWN || length <= MOST ? Progress.MORE : Progress.FOREIGN;
      }
      Optional<LdapMessage> message =
          length == Ber.NONE
              ? Optional.empty()
              : LdapMessage.parse(Arrays.copyOfRange(content, parsed, parsed + (int) length));
      if (message.isEmpty()) {
        return Progress.FOREIGN;
      }
      parsed += (int) length;
      note(message.get());
      if (message.get().ends()) {
        return Progress.COMPLETE;
      }
    }
    return Progress.MORE;
  }

  private void note(LdapMessage message) {
    answered = true;
    message
        .namingContext()
        .map(context -> "naming context " + Printable.detail(context))
        .or(() -> message.resultCode().map(code -> "result code " + code))
        .filter(said -> detail.isEmpty())
        .ifPresent(said -> detail = said);
  }

  @Override
  public byte[] content() {
    return content.clone();
  }

  @Override
  public Answer answer() {
    return answered
        ? new Answer(ApplicationAnswer.LDAP_RESULT, Outcome.SUCCESS, detail)
        : new Answer(
            ApplicationAnswer.OTHER_BYTES, Outcome.PROTOCOL_ERROR, Printable.detail(content));
  }
}
