package dev.unmask.enrich.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.unmask.avro.Anchor;
import dev.unmask.enrich.probe.peers.Pki;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import org.bouncycastle.asn1.x500.X500Name;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where the roots come from. */
class TrustStoresTest {

  @TempDir Path directory;

  @Test
  void public_roots_come_from_the_jdk_and_the_version_says_which() {
    TrustStores stores = TrustStores.load(List.of());

    assertThat(stores.version())
        .matches("JDK [0-9._a-z+-]+ cacerts: [1-9][0-9]+ roots, sha256 [0-9a-f]{16}; user's: 0 .*");
  }

  @Test
  void roots_of_the_user_are_read_from_pem() throws IOException {
    Path file = directory.resolve("roots.pem");
    Files.writeString(file, pem(Pki.root("One")) + pem(Pki.root("Two")));

    TrustStores stores = TrustStores.load(List.of(file));

    assertThat(stores.version()).contains("user's: 2 roots");
    assertThat(stores.named(new DistinguishedName(new X500Name("CN=Two"))))
        .extracting(TrustStores.Root::anchor)
        .containsExactly(Anchor.USER_STORE);
  }

  @Test
  void file_without_a_certificate_is_refused_by_name() throws IOException {
    Path file = directory.resolve("empty.pem");
    Files.writeString(file, "");

    assertThatThrownBy(() -> TrustStores.load(List.of(file)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("empty.pem");
  }

  @Test
  void file_that_is_not_there_is_refused_by_name() {
    assertThatThrownBy(() -> TrustStores.load(List.of(directory.resolve("absent.pem"))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("absent.pem");
  }

  private static String pem(Pki certificate) {
    return "-----BEGIN CERTIFICATE-----\n"
        + Base64.getMimeEncoder().encodeToString(certificate.der())
        + "\n-----END CERTIFICATE-----\n";
  }
}
