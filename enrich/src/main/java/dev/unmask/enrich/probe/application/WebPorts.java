package dev.unmask.enrich.probe.application;

import java.util.Set;

/** Which TLS ports are asked by HTTP: all but those that are known to speak something else. */
public final class WebPorts {

  /** LDAPS and its global catalogue, and mail: SMTP, submission, POP3, IMAP. */
  private static final Set<Integer> OTHERS = Set.of(636, 3269, 25, 465, 587, 110, 143, 993, 995);

  private WebPorts() {}

  public static boolean includes(int port) {
    return !OTHERS.contains(port);
  }
}
