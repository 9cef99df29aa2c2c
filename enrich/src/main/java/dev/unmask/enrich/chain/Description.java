package dev.unmask.enrich.chain;

import java.util.regex.Pattern;

/** Words for people about a path. */
final class Description {

  private static final int LONGEST = 256;
  private static final Pattern UNPRINTABLE = Pattern.compile("[^ -~]");

  private Description() {}

  static String of(CertificatePath path) {
    int length = path.certificates().size();
    ParsedCertificate top = path.certificates().get(length - 1);
    String end =
        switch (path.end()) {
          case STORE -> "ends at a root of a store";
          case SELF_SIGNED -> "ends at " + name(top.subject()) + ", which signed itself";
          case NO_ISSUER -> "ends for want of " + name(top.issuer());
          case WRONG_ISSUER ->
              "ends as the %s at hand did not sign, or may not".formatted(name(top.issuer()));
          case FORBIDDEN ->
              "leads to a root, which %s forbids".formatted(path.forbidden().orElse(""));
          case LIMIT -> "too long to be followed";
        };
    return cut("path of " + length + ": " + end);
  }

  /** RFC 4514, with everything but printable ASCII replaced, cut to 256 characters. */
  static String name(DistinguishedName name) {
    return cut(name.toString());
  }

  static String cut(String foreign) {
    String safe = UNPRINTABLE.matcher(foreign).replaceAll("?");
    return safe.length() <= LONGEST ? safe : safe.substring(0, LONGEST);
  }
}
