package dev.unmask.enrich.chain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.unmask.enrich.probe.peers.Pki;
import dev.unmask.schemas.certificate.CertificateFacts;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralSubtree;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.NameConstraints;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Certificates bent at random places: every one is read, hashed and judged. {@code
 * -Dunmask.fuzz.certificates=10000000} bends more of them, {@code -Dunmask.fuzz.seed=2} others.
 */
class CertificateFuzzTest {

  private static final int CERTIFICATES = Integer.getInteger("unmask.fuzz.certificates", 100_000);

  /** Of each so many one goes into a chain too, since judging takes longer. */
  private static final int ONE_IS_JUDGED_OF = 10;

  private static final Instant AT = Instant.parse("2026-01-01T00:00:00Z");
  private static final Optional<String> NAME = Optional.of("www.example.com");
  private static final long SEED = Long.getLong("unmask.fuzz.seed", 1);

  private final Pki root = Pki.recipe("Root").rsa(1_024).ca().selfSigned();
  private final Pki authority =
      Pki.recipe("CA")
          .rsa(1_024)
          .pathLength(0)
          .extension(Extension.nameConstraints, true, constraints())
          .signedBy(root);
  private final Pki leaf =
      Pki.recipe("www.example.com")
          .dnsNames("www.example.com", "*.example.org")
          .extension(
              Extension.extendedKeyUsage,
              false,
              new ExtendedKeyUsage(KeyPurposeId.id_kp_serverAuth))
          .signedBy(authority);

  private final ChainJudge judge = new ChainJudge(TrustStores.of(List.of(root.der()), List.of()));
  private final Random random = new Random(SEED);

  @Test
  @Timeout(value = 10, unit = TimeUnit.MINUTES)
  void bent_certificates_are_hashed_right_and_judged() {
    List<byte[]> whole = List.of(leaf.der(), authority.der(), root.der());

    for (int i = 0; i < CERTIFICATES; i++) {
      int place = i % whole.size();
      byte[] bent = bend(whole.get(place));

      assertThat(CertificateFacts.of(bent).getSha256()).isEqualTo(sha256(bent));
      if (i % ONE_IS_JUDGED_OF == 0) {
        List<byte[]> chain = new ArrayList<>(whole);
        chain.set(place, bent);
        assertThat(judge.judge(chain, NAME, Optional.empty(), AT).getJudgedAt()).isNotNull();
      }
    }
  }

  /** One to four times: an octet changed, added or left out, or the rest cut off. */
  private byte[] bend(byte[] whole) {
    byte[] bent = whole.clone();
    for (int times = random.nextInt(4); times >= 0 && bent.length > 1; times--) {
      int at = random.nextInt(bent.length);
      int longer = random.nextInt(16) - 14;
      if (longer >= 0) {
        bent = resized(bent, at, longer == 0 ? -1 : 1);
      } else {
        bent[at] = (byte) random.nextInt();
      }
    }
    return random.nextInt(50) == 0 ? Arrays.copyOf(bent, random.nextInt(bent.length)) : bent;
  }

  private static byte[] resized(byte[] from, int at, int by) {
    byte[] to = new byte[from.length + by];
    System.arraycopy(from, 0, to, 0, Math.min(at, to.length));
    int kept = Math.min(from.length - at, to.length - at);
    System.arraycopy(from, from.length - kept, to, to.length - kept, kept);
    return to;
  }

  private static NameConstraints constraints() {
    GeneralName name = new GeneralName(GeneralName.dNSName, "example.com");
    GeneralName other = new GeneralName(GeneralName.dNSName, "example.org");
    return new NameConstraints(
        new GeneralSubtree[] {new GeneralSubtree(name), new GeneralSubtree(other)}, null);
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
