package dev.unmask.enrich.probe.application;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/**
 * The search of the root DSE (RFC 4512 5.1), anonymous, without a bind. Asked for is what is the
 * same on all servers of one directory and from one moment to the next, so that answers can be
 * compared by their hash: no clock, no counter, no name of the server itself.
 */
final class RootDse {

  static final int MESSAGE_ID = 1;

  private static final String DEFAULT_NAMING_CONTEXT = "defaultNamingContext";
  private static final String NAMING_CONTEXTS = "namingContexts";

  private static final List<String> ATTRIBUTES =
      List.of(DEFAULT_NAMING_CONTEXT, NAMING_CONTEXTS, "supportedLDAPVersion", "vendorName");

  private static final int SEARCH_REQUEST = 0x63;
  private static final int PRESENT = 0x87;

  private RootDse() {}

  /** {@code SearchRequest} (RFC 4511 4.5.1) in its message. */
  static byte[] request() {
    byte[] search =
        join(
            element(0x04, new byte[0]), // baseObject: the root
            element(0x0a, new byte[] {0}), // scope: baseObject
            element(0x0a, new byte[] {0}), // derefAliases: never
            element(0x02, new byte[] {1}), // sizeLimit: one entry
            element(0x02, new byte[] {10}), // timeLimit: seconds
            element(0x01, new byte[] {0}), // typesOnly: no
            element(PRESENT, text("objectClass")),
            element(
                0x30, join(ATTRIBUTES.stream().map(RootDse::attribute).toArray(byte[][]::new))));
    return element(
        0x30, join(element(0x02, new byte[] {MESSAGE_ID}), element(SEARCH_REQUEST, search)));
  }

  /** Names of attributes are compared without regard to case (RFC 4512 2.5). */
  static boolean isNamingContext(String type) {
    String lower = type.toLowerCase(Locale.ROOT);
    return lower.equals(DEFAULT_NAMING_CONTEXT.toLowerCase(Locale.ROOT))
        || lower.equals(NAMING_CONTEXTS.toLowerCase(Locale.ROOT));
  }

  private static byte[] attribute(String name) {
    return element(0x04, text(name));
  }

  /** Whose content is shorter than 128 bytes, or than 256. */
  private static byte[] element(int tag, byte[] content) {
    byte[] head =
        content.length < 0x80
            ? new byte[] {(byte) tag, (byte) content.length}
            : new byte[] {(byte) tag, (byte) 0x81, (byte) content.length};
    return join(head, content);
  }

  private static byte[] join(byte[]... parts) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      all.writeBytes(part);
    }
    return all.toByteArray();
  }

  private static byte[] text(String ascii) {
    return ascii.getBytes(StandardCharsets.US_ASCII);
  }
}
