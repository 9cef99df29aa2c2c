package dev.unmask.app.process;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;

/**
 * Shodan records of hosts that do not exist: documentation addresses (RFC 5737) and a certificate
 * made here.
 */
final class BannerFile {
  static final String FIRST_ADDRESS = "192.0.2.7";
  private static final String PASSWORD = "not a secret";

  private BannerFile() {}

  /** Two hosts with one certificate for www.example.org, and a line that is no record. */
  static Path ofTwoHosts(Path file) throws IOException {
    String certificate = pem(file.toAbsolutePath().getParent());
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

  /** Self-signed, by the JDK's own tool. */
  private static String pem(Path directory) throws IOException {
    Path store = directory.resolve("made.p12");
    String[] keytool = {
      Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
      "-genkeypair",
      "-alias",
      "made",
      "-keyalg",
      "EC",
      "-dname",
      "CN=www.example.org",
      "-keystore",
      store.toString(),
      "-storetype",
      "PKCS12",
      "-storepass",
      PASSWORD
    };
    try {
      new ProcessBuilder(keytool)
          .redirectErrorStream(true)
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .start()
          .waitFor();
      byte[] der =
          KeyStore.getInstance(store.toFile(), PASSWORD.toCharArray())
              .getCertificate("made")
              .getEncoded();
      Files.delete(store);
      String base64 = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
      return "-----BEGIN CERTIFICATE-----\n" + base64 + "\n-----END CERTIFICATE-----\n";
    } catch (GeneralSecurityException impossible) {
      throw new AssertionError("no certificate could be made", impossible);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", interrupted);
    }
  }
}
