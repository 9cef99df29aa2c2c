package dev.unmask.classify.alert;

import dev.unmask.avro.Role;
import dev.unmask.avro.Verdict;
import dev.unmask.avro.VerdictKind;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a case is about, as the verdict on its largest fingerprint has it. Bounded: less than 4 KiB.
 * Texts of certificates are as their makers chose them.
 *
 * @param fingerprint whose verdict that is
 * @param hosts of that fingerprint
 * @param subject RFC 4514, at most 256 characters
 * @param issuer RFC 4514, at most 256 characters
 * @param explanation of the verdict, cut to 1,500 characters
 * @param endpoints hosts that are not the owner's, for example; at most 10
 * @param rulesetVersion by which it was judged
 */
public record Matter(
    VerdictKind kind,
    Optional<String> owner,
    String fingerprint,
    long hosts,
    String subject,
    String issuer,
    String explanation,
    List<String> endpoints,
    String rulesetVersion) {

  private static final Set<Role> TELL_NOTHING =
      EnumSet.of(Role.GENUINE, Role.CHANGED, Role.UNREACHABLE, Role.UNDETERMINED);

  public Matter {
    subject = cut(subject, 256);
    issuer = cut(issuer, 256);
    explanation = cut(explanation, 1_500);
    endpoints = endpoints.stream().limit(10).toList();
  }

  /** What a verdict says. */
  public static Matter of(Verdict verdict) {
    List<String> endpoints =
        verdict.getSamples().stream()
            .filter(sample -> !TELL_NOTHING.contains(sample.getRole()))
            .flatMap(sample -> sample.getEndpoints().stream())
            .toList();
    return new Matter(
        verdict.getKind(),
        Optional.ofNullable(verdict.getOwner()),
        verdict.getFingerprint(),
        verdict.getHosts().getTotal(),
        verdict.getSubject(),
        verdict.getIssuer(),
        verdict.getExplanation(),
        endpoints,
        verdict.getRulesetVersion());
  }

  /** The newer one if it speaks for as many hosts, or of the same fingerprint. */
  Matter or(Matter newer) {
    return newer.fingerprint.equals(fingerprint) || newer.hosts >= hosts ? newer : this;
  }

  /** The same when that fingerprint is no longer of the case: the next one to speak takes over. */
  Matter without(String left) {
    return left.equals(fingerprint)
        ? new Matter(
            kind, owner, fingerprint, 0, subject, issuer, explanation, endpoints, rulesetVersion)
        : this;
  }

  /** The first characters of a text; half of a surrogate pair is not left at its end. */
  private static String cut(String text, int most) {
    if (text.length() <= most) {
      return text;
    }
    return text.substring(0, Character.isHighSurrogate(text.charAt(most - 1)) ? most - 1 : most);
  }
}
