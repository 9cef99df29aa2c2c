package dev.unmask.enrich.probe.application;

import java.util.Set;

/** What a TLS port is asked: HTTP but where it is known to speak something else. */
enum AskedPorts {
  HTTP,
  /** LDAPS, and its global catalogue. */
  LDAP,
  /** SMTP, submission, POP3 and IMAP, whose servers speak first. */
  MAIL;

  private static final Set<Integer> DIRECTORIES = Set.of(636, 3269);
  private static final Set<Integer> MAILBOXES = Set.of(25, 465, 587, 110, 143, 993, 995);

  static AskedPorts protocolOf(int port) {
    if (DIRECTORIES.contains(port)) {
      return LDAP;
    }
    return MAILBOXES.contains(port) ? MAIL : HTTP;
  }
}
