package dev.unmask.classify.alert;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** About what a person can decide: the keys of the topic of dispositions. */
public final class DispositionKey {

  private static final Pattern CASE = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
  private static final Pattern SHA_256 = Pattern.compile("[0-9a-f]{64}");
  private static final Pattern NETWORK = Pattern.compile("AS(0|[1-9][0-9]{0,9})");

  private DispositionKey() {}

  /**
   * The key that a text names: a case's id, the SHA-256 of a certificate or of a public key, with
   * or without colons, or an autonomous system as {@code AS64500}. Empty if it is none of these.
   */
  public static Optional<String> of(String text) {
    String lower = text.strip().toLowerCase(Locale.ROOT);
    String hex = lower.replace(":", "");
    if (SHA_256.matcher(hex).matches()) {
      return Optional.of(hex);
    }
    String upper = text.strip().toUpperCase(Locale.ROOT);
    return isCase(lower)
        ? Optional.of(lower)
        : Optional.of(upper).filter(asn -> NETWORK.matcher(asn).matches());
  }

  /** Whether a key is one already, as it has to be in the topic. */
  public static boolean isKey(String key) {
    return of(key).filter(key::equals).isPresent();
  }

  /** Whether a key is a case's id. */
  public static boolean isCase(String key) {
    return CASE.matcher(key).matches();
  }

  /** Whether a key is a network. */
  public static boolean isNetwork(String key) {
    return NETWORK.matcher(key).matches();
  }
}
