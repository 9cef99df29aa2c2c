package dev.unmask.enrich.chain;

import dev.unmask.avro.Anchor;
import dev.unmask.schemas.certificate.CertificateFacts;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The roots that chains are judged by: the JDK's public ones, and the user's own. Immutable. */
public final class TrustStores {

  private final Map<DistinguishedName, List<Root>> bySubject;
  private final String version;

  /** A root, and whose it is: PUBLIC_STORE or USER_STORE. */
  record Root(ParsedCertificate certificate, Anchor anchor) {}

  private TrustStores(List<Root> roots, String version) {
    Map<DistinguishedName, List<Root>> index = new HashMap<>();
    roots.forEach(
        root ->
            index
                .computeIfAbsent(root.certificate().subject(), subject -> new ArrayList<>())
                .add(root));
    this.bySubject = index;
    this.version = version;
  }

  /**
   * Reads the JDK's {@code cacerts}, and the user's roots.
   *
   * @param userRoots PEM files, any number of certificates in each
   * @throws IllegalArgumentException if one of them cannot be read, or has no certificate
   * @throws IllegalStateException if the JDK has no readable {@code cacerts}
   */
  public static TrustStores load(List<Path> userRoots) {
    List<byte[]> users = userRoots.stream().flatMap(file -> read(file).stream()).toList();
    return of(cacerts(), users);
  }

  /** From DER certificates. */
  static TrustStores of(List<byte[]> publicRoots, List<byte[]> userRoots) {
    List<Root> roots = new ArrayList<>(parse(publicRoots, Anchor.PUBLIC_STORE));
    roots.addAll(parse(userRoots, Anchor.USER_STORE));
    return new TrustStores(
        roots,
        "JDK %s cacerts: %s; user's: %s"
            .formatted(
                System.getProperty("java.version"), describe(publicRoots), describe(userRoots)));
  }

  /** What was judged by: which stores, how many roots, and a hash of them. */
  public String version() {
    return version;
  }

  /** The roots of that name, in no order that means anything. */
  List<Root> named(DistinguishedName subject) {
    return bySubject.getOrDefault(subject, List.of());
  }

  private static List<Root> parse(List<byte[]> ders, Anchor anchor) {
    List<Root> roots = new ArrayList<>();
    for (byte[] der : ders) {
      try {
        roots.add(new Root(ParsedCertificate.parse(der), anchor));
      } catch (IOException unreadable) {
        throw new IllegalArgumentException("a trust root is no certificate", unreadable);
      }
    }
    return roots;
  }

  /** Count, and the beginning of the SHA-256 of the sorted fingerprints. */
  private static String describe(Collection<byte[]> ders) {
    List<String> fingerprints = ders.stream().map(CertificateFacts::sha256).sorted().toList();
    String all = String.join("\n", fingerprints);
    return "%d roots, sha256 %.16s"
        .formatted(ders.size(), CertificateFacts.sha256(all.getBytes(StandardCharsets.US_ASCII)));
  }

  private static List<byte[]> cacerts() {
    Path file = Path.of(System.getProperty("java.home"), "lib", "security", "cacerts");
    try (InputStream in = Files.newInputStream(file)) {
      KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
      store.load(in, "changeit".toCharArray());
      List<byte[]> roots = new ArrayList<>();
      for (String alias : Collections.list(store.aliases())) {
        roots.add(Objects.requireNonNull(store.getCertificate(alias)).getEncoded());
      }
      return roots;
    } catch (IOException | GeneralSecurityException broken) {
      throw new IllegalStateException("cannot read the JDK's trust store " + file, broken);
    }
  }

  private static List<byte[]> read(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      List<byte[]> roots = new ArrayList<>();
      for (Certificate root : CertificateFactory.getInstance("X.509").generateCertificates(in)) {
        roots.add(root.getEncoded());
      }
      if (roots.isEmpty()) {
        throw new IllegalArgumentException("no certificate in the trust roots of " + file);
      }
      return roots;
    } catch (IOException | GeneralSecurityException broken) {
      throw new IllegalArgumentException(
          "cannot read trust roots from " + file + ": " + broken.getMessage(), broken);
    }
  }
}
