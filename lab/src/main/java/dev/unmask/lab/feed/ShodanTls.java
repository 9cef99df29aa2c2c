package dev.unmask.lab.feed;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.unmask.lab.pki.Identity;
import dev.unmask.lab.scenario.TlsVersion;
import java.io.IOException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** What a TLS server showed, as Shodan writes it: {@code ssl}. */
record ShodanTls(Identity identity, TlsVersion newest, Instant seen, Oddity oddity) {
  private static final String NO_JARM = "0".repeat(62);

  void write(JsonGenerator json) throws IOException {
    List<X509Certificate> chain = chain();
    json.writeObjectFieldStart("ssl");
    Json.strings(json, "chain_sha256", chain.stream().map(Identity::fingerprint).toList());
    Json.strings(json, "chain", chain.stream().map(Pem::of).toList());
    json.writeFieldName("cert");
    ShodanCertificate.write(json, identity.leaf(), seen, oddity.floatSerial());
    writeVersion(json);
    json.writeStringField("jarm", NO_JARM);
    json.writeNullField("dhparams");
    json.writeObjectFieldStart("trust");
    json.writeBooleanField("revoked", false);
    json.writeNullField("browser");
    json.writeEndObject();
    Json.strings(json, "alpn", List.of());
    Json.strings(json, "acceptable_cas", List.of());
    json.writeEndObject();
  }

  private void writeVersion(JsonGenerator json) throws IOException {
    boolean modern = newest == TlsVersion.TLS_1_3;
    List<String> old = List.of("-SSLv2", "-SSLv3", "-TLSv1", "-TLSv1.1", "TLSv1.2");
    List<String> versions = new ArrayList<>(old);
    versions.add(modern ? "TLSv1.3" : "-TLSv1.3");
    Json.strings(json, "versions", versions);
    json.writeObjectFieldStart("cipher");
    json.writeStringField("version", modern ? "TLSv1.3" : "TLSv1.2");
    json.writeStringField(
        "name", modern ? "TLS_AES_256_GCM_SHA384" : "ECDHE-RSA-AES256-GCM-SHA384");
    json.writeNumberField("bits", 256);
    json.writeEndObject();
  }

  /** The leaf is always the first. */
  private List<X509Certificate> chain() {
    List<X509Certificate> chain = new ArrayList<>(identity.chain());
    if (oddity.reversedIssuers()) {
      Collections.reverse(chain.subList(1, chain.size()));
    }
    return chain;
  }
}
