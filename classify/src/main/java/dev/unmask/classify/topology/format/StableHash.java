package dev.unmask.classify.topology.format;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** A hash that is the same in every process and version: the first eight bytes of SHA-256. */
public final class StableHash {

  private StableHash() {}

  public static long of(String text) {
    return of(text.getBytes(UTF_8));
  }

  public static long of(byte[] bytes) {
    return ByteBuffer.wrap(sha256(bytes)).getLong();
  }

  public static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every Java platform has SHA-256", impossible);
    }
  }
}
