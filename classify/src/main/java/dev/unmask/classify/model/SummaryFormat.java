package dev.unmask.classify.model;

import dev.unmask.avro.Certificate;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * From a certificate to the facts that are kept, and their stored form: version (1), subject,
 * issuer, number of names (1), names, SPKI, key type, key bits (4), self-signed (1), notBefore,
 * notAfter. Texts are as {@link DataOutputStream#writeUTF} writes them; dates are a flag byte and
 * milliseconds.
 */
final class SummaryFormat {

  static final byte VERSION = 1;

  private SummaryFormat() {}

  static CertificateSummary of(Certificate certificate) {
    List<String> names =
        Stream.concat(Stream.of(certificate.getCommonName()), certificate.getDnsNames().stream())
            .map(name -> name.toLowerCase(Locale.ROOT))
            .filter(name -> !name.isBlank())
            .distinct()
            .toList();
    return new CertificateSummary(
        certificate.getSubject(),
        certificate.getIssuer(),
        names,
        certificate.getSpkiSha256(),
        certificate.getKeyType(),
        certificate.getKeyBits(),
        Optional.ofNullable(certificate.getNotBefore()),
        Optional.ofNullable(certificate.getNotAfter()),
        certificate.getSelfSigned());
  }

  static byte[] encode(CertificateSummary summary) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(400);
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeByte(VERSION);
      out.writeUTF(summary.subject());
      out.writeUTF(summary.issuer());
      out.writeByte(summary.names().size());
      for (String name : summary.names()) {
        out.writeUTF(name);
      }
      out.writeUTF(summary.spkiSha256());
      out.writeUTF(summary.keyType());
      out.writeInt(summary.keyBits());
      out.writeBoolean(summary.selfSigned());
      write(out, summary.notBefore());
      write(out, summary.notAfter());
    } catch (IOException impossible) {
      throw new UncheckedIOException("writing to memory", impossible);
    }
    return bytes.toByteArray();
  }

  static CertificateSummary decode(byte[] bytes) {
    CertificateSummary summary;
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      summary = read(in);
    } catch (IOException malformed) {
      throw new IllegalArgumentException(
          "certificate summary: " + bytes.length + " bytes end early or are no text", malformed);
    }
    if (!Arrays.equals(encode(summary), bytes)) {
      throw new IllegalArgumentException(
          "certificate summary: " + bytes.length + " bytes, not in canonical form");
    }
    return summary;
  }

  /** The first characters of a text; half of a surrogate pair is not left at its end. */
  static String cut(String text, int most) {
    if (text.length() <= most) {
      return text;
    }
    return text.substring(0, Character.isHighSurrogate(text.charAt(most - 1)) ? most - 1 : most);
  }

  /** The first names, as many as there is room for. */
  static List<String> bounded(List<String> names) {
    List<String> kept = new ArrayList<>();
    int left = CertificateSummary.MOST_NAME_BYTES;
    for (String name : names.stream().limit(CertificateSummary.MOST_NAMES).toList()) {
      String cut = cut(name, 253);
      left -= storedBytes(cut);
      if (left < 0) {
        break;
      }
      kept.add(cut);
    }
    return List.copyOf(kept);
  }

  /** As {@link DataOutputStream#writeUTF} writes it. */
  private static int storedBytes(String text) {
    return 2 + text.chars().map(c -> c > 0x7FF ? 3 : c > 0x7F || c == 0 ? 2 : 1).sum();
  }

  private static CertificateSummary read(DataInputStream in) throws IOException {
    byte version = in.readByte();
    if (version != VERSION) {
      throw new IllegalArgumentException(
          "certificate summary: format version " + version + ", expected " + VERSION);
    }
    String subject = in.readUTF();
    String issuer = in.readUTF();
    List<String> names = new ArrayList<>();
    for (int left = in.readUnsignedByte(); left > 0; left--) {
      names.add(in.readUTF());
    }
    String spki = in.readUTF();
    String keyType = in.readUTF();
    int keyBits = in.readInt();
    boolean selfSigned = in.readBoolean();
    return new CertificateSummary(
        subject, issuer, names, spki, keyType, keyBits, date(in), date(in), selfSigned);
  }

  private static void write(DataOutputStream out, Optional<Instant> date) throws IOException {
    out.writeBoolean(date.isPresent());
    if (date.isPresent()) {
      out.writeLong(date.get().toEpochMilli());
    }
  }

  private static Optional<Instant> date(DataInputStream in) throws IOException {
    return in.readBoolean() ? Optional.of(Instant.ofEpochMilli(in.readLong())) : Optional.empty();
  }
}
