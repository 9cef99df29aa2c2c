package dev.unmask.ingest.record;

import dev.unmask.avro.Certificate;
import dev.unmask.ingest.record.Draft.TlsFields;
import java.math.BigInteger;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Where the scanner's parsed facts differ from the DER that it shows: sentences, as each is
 * evidence in itself.
 */
final class Differences {

  private static final Pattern INTEGER = Pattern.compile("-?[0-9]{1,100}");
  private static final int LONGEST_WHOLE_NAME = 250;

  private Differences() {}

  static List<String> between(TlsFields tls, Optional<String> claimed, Certificate facts) {
    String unread = facts.getParseError();
    if (unread != null) {
      Stream<String> sentence =
          Stream.of("The leaf's DER cannot be parsed: " + Words.bounded(unread) + ".");
      return Stream.concat(sentence, fingerprint(claimed, facts).stream()).toList();
    }
    return Stream.of(
            fingerprint(claimed, facts),
            commonName(tls, facts),
            expiry(tls, facts),
            serial(tls, facts))
        .flatMap(Optional::stream)
        .toList();
  }

  private static Optional<String> fingerprint(Optional<String> claimed, Certificate facts) {
    return claimed
        .filter(sha256 -> !sha256.equals(facts.getSha256()))
        .map(sha256 -> sentence("SHA-256 is " + sha256, facts.getSha256()));
  }

  private static Optional<String> commonName(TlsFields tls, Certificate facts) {
    return tls.subject
        .commonName()
        .filter(name -> name.length() < LONGEST_WHOLE_NAME && !name.equals(facts.getCommonName()))
        .map(
            name ->
                sentence(
                    "subject's common name is " + Words.quoted(name),
                    quoted(facts.getCommonName())));
  }

  private static Optional<String> expiry(TlsFields tls, Certificate facts) {
    Instant notAfter = facts.getNotAfter();
    return Optional.ofNullable(tls.expires)
        .flatMap(Timestamps::ofCertificate)
        .filter(expires -> notAfter != null && !expires.equals(notAfter))
        .map(expires -> sentence("expiry is " + expires, String.valueOf(notAfter)));
  }

  /**
   * Serials have up to 160 bits, and tools on the way may have kept 53 of them. So a number with a
   * fraction or an exponent says nothing, and a whole one only if the two differ as doubles too.
   */
  private static Optional<String> serial(TlsFields tls, Certificate facts) {
    if (tls.serial == null || !INTEGER.matcher(tls.serial).matches()) {
      return Optional.empty();
    }
    BigInteger claimed = new BigInteger(tls.serial).abs();
    BigInteger actual = new BigInteger("0" + facts.getSerialNumber(), 16);
    return claimed.doubleValue() == actual.doubleValue()
        ? Optional.empty()
        : Optional.of(sentence("serial number is " + claimed.toString(16), actual.toString(16)));
  }

  private static String quoted(String name) {
    return name.isEmpty() ? "none" : Words.quoted(name);
  }

  private static String sentence(String claim, String actual) {
    return "The record says that the leaf's " + claim + ", its DER says " + actual + ".";
  }
}
