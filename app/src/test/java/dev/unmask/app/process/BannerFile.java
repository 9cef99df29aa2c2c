package dev.unmask.app.process;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/**
 * Shodan records of hosts that do not exist: documentation addresses (RFC 5737) and a certificate
 * made here.
 */
final class BannerFile {
  static final String FIRST_ADDRESS = "192.0.2.7";

  private BannerFile() {}

  /** Two hosts with one certificate for www.example.org, and a line that is no record. */
  static Path ofTwoHosts(Path file) throws IOException {
    String certificate = pem();
    return Files.write(
        file,
        List.of(
            record(FIRST_ADDRESS, certificate),
            "{ no record",
            record("198.51.100.8", certificate)));
  }

  private static String record(String address, String certificate) {
    ObjectNode record = JsonNodeFactory.instance.objectNode();
    record.put("ip_str", address).put("port", 443).put("transport", "tcp").put("asn", "AS64496");
    record.put("timestamp", "2026-11-23T10:11:12.131415").put("data", "HTTP/1.1 200 OK\r\n\r\n");
    record.putObject("location").put("country_code", "NL");
    record.putObject("_shodan").put("id", "id-" + address);
    record.putObject("ssl").putArray("chain").add(certificate);
    return record.toString();
  }

  private static String pem() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(256);
      KeyPair keys = generator.generateKeyPair();
      X500Name name = new X500Name("CN=www.example.org");
      Instant now = Instant.now();
      byte[] der =
          new JcaX509v3CertificateBuilder(
                  name,
                  BigInteger.ONE,
                  Date.from(now.minus(1, ChronoUnit.DAYS)),
                  Date.from(now.plus(90, ChronoUnit.DAYS)),
                  name,
                  keys.getPublic())
              .build(new JcaContentSignerBuilder("SHA256withECDSA").build(keys.getPrivate()))
              .getEncoded();
      String base64 = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
      return "-----BEGIN CERTIFICATE-----\n" + base64 + "\n-----END CERTIFICATE-----\n";
    } catch (GeneralSecurityException | OperatorCreationException | IOException impossible) {
      throw new AssertionError("no certificate could be made", impossible);
    }
  }
}
