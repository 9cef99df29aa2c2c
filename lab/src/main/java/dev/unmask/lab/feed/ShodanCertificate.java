package dev.unmask.lab.feed;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.unmask.lab.pki.Identity;
import java.io.IOException;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import javax.naming.ldap.Rdn;

/** The leaf as Shodan parses it: {@code ssl.cert}. */
final class ShodanCertificate {
  private static final DateTimeFormatter ASN1_TIME =
      DateTimeFormatter.ofPattern("yyyyMMddHHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

  private ShodanCertificate() {}

  /**
   * @param lossy serial as a float, as one meets it in downloads that went through other people's
   *     tools
   */
  static void write(JsonGenerator json, X509Certificate leaf, Instant seen, boolean lossy)
      throws IOException {
    json.writeStartObject();
    json.writeStringField("sig_alg", "sha256WithRSAEncryption");
    json.writeStringField("issued", ASN1_TIME.format(leaf.getNotBefore().toInstant()));
    json.writeStringField("expires", ASN1_TIME.format(leaf.getNotAfter().toInstant()));
    json.writeBooleanField("expired", leaf.getNotAfter().toInstant().isBefore(seen));
    json.writeNumberField("version", leaf.getVersion() - 1); // as in the DER, where 2 means v3
    json.writeFieldName("serial");
    if (lossy) {
      json.writeNumber(leaf.getSerialNumber().doubleValue());
    } else {
      json.writeNumber(leaf.getSerialNumber());
    }
    writeKey(json, leaf.getPublicKey());
    json.writeObjectFieldStart("fingerprint");
    json.writeStringField("sha256", Identity.fingerprint(leaf));
    json.writeEndObject();
    writeName(json, "subject", leaf.getSubjectX500Principal().getName());
    writeName(json, "issuer", leaf.getIssuerX500Principal().getName());
    json.writeArrayFieldStart("extensions");
    json.writeEndArray();
    json.writeEndObject();
  }

  /** ECDSA keys are called {@code dsa} there. */
  private static void writeKey(JsonGenerator json, PublicKey key) throws IOException {
    json.writeObjectFieldStart("pubkey");
    if (key instanceof RSAPublicKey rsa) {
      json.writeStringField("type", "rsa");
      json.writeNumberField("bits", rsa.getModulus().bitLength());
    } else if (key instanceof ECPublicKey ec) {
      json.writeStringField("type", "dsa");
      json.writeNumberField("bits", ec.getParams().getOrder().bitLength());
    }
    json.writeEndObject();
  }

  private static void writeName(JsonGenerator json, String field, String rfc2253)
      throws IOException {
    json.writeObjectFieldStart(field);
    try {
      List<Rdn> names = new LdapName(rfc2253).getRdns();
      for (Rdn name : names) {
        json.writeStringField(name.getType(), name.getValue().toString());
      }
    } catch (InvalidNameException e) {
      throw new IOException("the lab made a certificate with an odd name: " + rfc2253, e);
    }
    json.writeEndObject();
  }
}
