package dev.unmask.classify.topology.verdict;

import dev.unmask.avro.Verdict;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificDatumWriter;

/**
 * The digest of a verdict: SHA-256 over its canonical content, in lowercase hex. Two verdicts on
 * the same observations by the same ruleset have the same digest.
 *
 * <p>The canonical content is the record in Avro's binary encoding, by the schema of this version,
 * the entries of each map in the order of their keys (as Java's {@code String.compareTo}, in one
 * block), with {@code revision} 0, {@code replaces} null, {@code runId} empty, {@code emittedAt}
 * null and {@code digest} empty. So anyone who has a verdict can check its digest.
 */
public final class VerdictDigest {

  private VerdictDigest() {}

  /** The digest that this verdict should have, whatever it says. */
  public static String of(Verdict verdict) {
    return ofContent(
        Verdict.newBuilder(verdict)
            .setRevision(0)
            .setReplaces(null)
            .setDigest("")
            .setRunId("")
            .setEmittedAt(null)
            .build());
  }

  /** The digest of a verdict in which nothing is set that does not count. */
  static String ofContent(Verdict content) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(1024);
    BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(bytes, null);
    try {
      new SortedWriter().write(content, encoder);
      encoder.flush();
    } catch (IOException impossible) {
      throw new UncheckedIOException("writing to memory failed", impossible);
    }
    return HexFormat.of().formatHex(sha256(bytes.toByteArray()));
  }

  private static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every Java platform has SHA-256", impossible);
    }
  }

  private static final class SortedWriter extends SpecificDatumWriter<Verdict> {

    SortedWriter() {
      super(Verdict.class);
    }

    @Override
    @SuppressWarnings("unchecked") // keys of Avro maps are strings here
    protected Iterable<Map.Entry<Object, Object>> getMapEntries(Object map) {
      return new TreeMap<>((Map<Object, Object>) map).entrySet();
    }
  }
}
