package dev.unmask.enrich.probe.application;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * One LDAPMessage that may answer our search (RFC 4511 4.1.1).
 *
 * @param ends whether it is the last: a searchResDone, or a notice of disconnection
 * @param resultCode of the last (RFC 4511 4.1.9)
 * @param namingContext of an entry, as sent
 */
record LdapMessage(boolean ends, Optional<Integer> resultCode, Optional<byte[]> namingContext) {

  private static final int INTEGER = 0x02;
  private static final int OCTET_STRING = 0x04;
  private static final int ENUMERATED = 0x0a;
  static final int SEQUENCE = 0x30;
  private static final int SET = 0x31;
  private static final int SEARCH_RESULT_ENTRY = 0x64;
  private static final int SEARCH_RESULT_DONE = 0x65;
  private static final int EXTENDED_RESPONSE = 0x78;
  private static final int REFERRAL = 0xa3;
  private static final int RESPONSE_NAME = 0x8a;
  private static final int RESPONSE_VALUE = 0x8b;
  private static final int CONTROLS = 0xa0;

  /** {@code LDAPMessage ::= SEQUENCE { messageID, protocolOp, controls [0] OPTIONAL }}. */
  static Optional<LdapMessage> parse(byte[] bytes) {
    Ber outer = new Ber(bytes);
    Ber message = outer.element(SEQUENCE);
    int id = message.number(INTEGER);
    Optional<LdapMessage> operation = operation(message, id);
    if (message.hasMore()) {
      message.element(CONTROLS);
    }
    boolean whole = message.isEmpty() && outer.isEmpty() && !outer.isBroken();
    return whole ? operation : Optional.empty();
  }

  /** An answer bears our request's number, a notice none (RFC 4511 4.4). */
  private static Optional<LdapMessage> operation(Ber message, int id) {
    int expected = message.tag() == EXTENDED_RESPONSE ? 0 : RootDse.MESSAGE_ID;
    if (id != expected) {
      return Optional.empty();
    }
    return switch (message.tag()) {
      case SEARCH_RESULT_ENTRY -> Optional.of(entry(message.element(SEARCH_RESULT_ENTRY)));
      case SEARCH_RESULT_DONE -> Optional.of(result(message.element(SEARCH_RESULT_DONE)));
      case EXTENDED_RESPONSE -> Optional.of(result(message.element(EXTENDED_RESPONSE)));
      default -> Optional.empty();
    };
  }

  /** {@code SearchResultEntry ::= SEQUENCE { objectName, attributes }} (RFC 4511 4.5.2). */
  private static LdapMessage entry(Ber entry) {
    entry.octets(OCTET_STRING);
    Ber attributes = entry.element(SEQUENCE);
    Optional<byte[]> context = Optional.empty();
    while (attributes.hasMore()) {
      Optional<byte[]> found = namingContext(attributes.element(SEQUENCE));
      context = context.or(() -> found);
    }
    return new LdapMessage(false, Optional.empty(), context);
  }

  /** {@code PartialAttribute ::= SEQUENCE { type, vals SET OF value }}; the first of its values. */
  private static Optional<byte[]> namingContext(Ber attribute) {
    String type = new String(attribute.octets(OCTET_STRING), StandardCharsets.ISO_8859_1);
    Ber values = attribute.element(SET);
    Optional<byte[]> first = Optional.empty();
    while (values.hasMore()) {
      byte[] value = values.octets(OCTET_STRING);
      first = first.or(() -> Optional.of(value));
    }
    return RootDse.isNamingContext(type) ? first : Optional.empty();
  }

  /** {@code LDAPResult} (RFC 4511 4.1.9), and what an extended response has besides (4.12). */
  private static LdapMessage result(Ber result) {
    int code = result.number(ENUMERATED);
    result.octets(OCTET_STRING);
    result.octets(OCTET_STRING);
    for (int optional : new int[] {REFERRAL, RESPONSE_NAME, RESPONSE_VALUE}) {
      if (result.tag() == optional) {
        result.element(optional);
      }
    }
    if (result.hasMore()) {
      result.element(-1);
    }
    return new LdapMessage(true, Optional.of(code), Optional.empty());
  }
}
