package dev.unmask.app.attribution;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What {@code /.well-known/probing.txt} says on the address that probes come from (RFC 9511 2.2),
 * in the format of RFC 9116 section 4.
 *
 * @param contact URI where the owner of a probed host can turn to: mailto:, tel: or https: (RFC
 *     9116 2.5.3); an e-mail address is taken for its mailto:
 * @param expires until when the file is valid; RFC 9116 2.5.5 advises less than a year from now
 * @param canonical where the file is, https: (RFC 9116 2.5.2)
 * @param languages tags of the languages in which the contact can be written to (RFC 5646)
 * @param vantage from where is probed, one line in the operator's words
 */
public record ProbeDescription(
    String contact,
    Instant expires,
    Optional<String> canonical,
    List<String> languages,
    String vantage) {

  private static final Pattern ADDRESS = Pattern.compile("[!-~&&[^:]]{1,100}@[!-~]{1,100}");
  private static final Pattern LANGUAGE = Pattern.compile("[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*");
  private static final Pattern ONE_LINE = Pattern.compile("[^\\p{Cntrl}\u2028\u2029]{0,200}");

  public ProbeDescription {
    contact = ADDRESS.matcher(contact).matches() ? "mailto:" + contact : contact;
    check(
        isUri(contact, "mailto", "tel", "https"),
        "--contact is '%s'; give an e-mail address, or a URI that begins with mailto:, tel: or https:",
        contact);
    canonical.ifPresent(
        url -> check(isUri(url, "https"), "--canonical is '%s'; give an https: URL", url));
    languages.forEach(
        tag ->
            check(
                LANGUAGE.matcher(tag).matches(),
                "--languages has '%s'; give language tags such as en or pt-BR",
                tag));
    check(
        ONE_LINE.matcher(vantage).matches(),
        "--vantage is '%s'; give a line of up to 200 characters",
        vantage);
    languages = List.copyOf(languages);
  }

  /** The file, line by line. */
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    canonical.ifPresent(url -> lines.add("Canonical: " + url));
    lines.add("Contact: " + contact);
    lines.add("Expires: " + expires.truncatedTo(ChronoUnit.SECONDS));
    lines.add("Preferred-Languages: " + String.join(", ", languages));
    lines.add("Description: " + description());
    return List.copyOf(lines);
  }

  /** One line: RFC 9511 2.2 allows no break. */
  private String description() {
    return "unmask finds out which servers show a TLS certificate that belongs to somebody else."
        + " It completes TLS handshakes, asks for / once, looks for OpenVPN,"
        + " one connection at a time per host and few a day."
        + " It never logs in, exploits or follows a redirect; the User-Agent has this contact."
        + " Write to the contact to be left alone."
        + (vantage.isEmpty() ? "" : " Probes come from: " + vantage + ".");
  }

  private static boolean isUri(String text, String... schemes) {
    try {
      String scheme = new URI(text).getScheme();
      return scheme != null && List.of(schemes).contains(scheme);
    } catch (URISyntaxException malformed) {
      return false;
    }
  }

  private static void check(boolean holds, String complaint, String value) {
    if (!holds) {
      throw new IllegalArgumentException(complaint.formatted(value));
    }
  }
}
