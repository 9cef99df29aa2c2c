package dev.unmask.ingest.source;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.luben.zstd.Zstd;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CompressionTest {

  private static final byte[] TEXT = "{\"ip_str\":\"192.0.2.7\"}\n".repeat(20_000).getBytes(UTF_8);

  @Test
  void plain_text_passes_however_short() throws IOException {
    assertThat(unpacked(TEXT)).isEqualTo(TEXT);
    assertThat(unpacked(new byte[0])).isEmpty();
    assertThat(unpacked(new byte[] {0x1F})).containsExactly(0x1F);
  }

  @Test
  void gzip_is_told_by_its_bytes() throws IOException {
    assertThat(unpacked(gzip(TEXT))).isEqualTo(TEXT);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 7, 65_536})
  void gzip_members_follow_one_another_however_the_bytes_arrive(int chunk) throws IOException {
    byte[] members =
        joined(
            gzip("a\n".getBytes(UTF_8)),
            gzip(new byte[0]),
            gzip(TEXT),
            gzip("z\n".getBytes(UTF_8)));

    byte[] content = Compression.unpack(new Trickle(members, chunk)).readAllBytes();

    assertThat(content).isEqualTo(joined("a\n".getBytes(UTF_8), TEXT, "z\n".getBytes(UTF_8)));
  }

  @Test
  void gzip_padded_with_zeros_is_whole() throws IOException {
    assertThat(unpacked(joined(gzip(TEXT), new byte[100_000]))).isEqualTo(TEXT);
  }

  @Test
  void optional_fields_of_a_gzip_header_are_stepped_over() throws IOException {
    byte[] plain = gzip(TEXT);
    byte[] flags = {0x1F, (byte) 0x8B, 8, 0x02 | 0x04 | 0x08 | 0x10, 0, 0, 0, 0, 0, 0};
    byte[] fields = {3, 0, 'x', 'y', 'z', 'n', 'a', 0, 'c', 0, 1, 2};

    assertThat(unpacked(joined(flags, fields, Arrays.copyOfRange(plain, 10, plain.length))))
        .isEqualTo(TEXT);
  }

  @Test
  void gzip_that_breaks_off_anywhere_is_an_error_after_what_could_be_read() throws IOException {
    byte[] two = joined(gzip(TEXT), gzip(TEXT));
    for (int length = two.length - 1; length > two.length / 2 && length > 18; length -= 13) {
      byte[] cut = Arrays.copyOf(two, length);
      if (length != gzip(TEXT).length) {
        assertThatThrownBy(() -> unpacked(cut))
            .isInstanceOf(EOFException.class)
            .hasMessage("gzip data break off");
      }
    }
  }

  @Test
  void gzip_followed_by_anything_else_is_an_error() throws IOException {
    byte[] trailed = joined(gzip(TEXT), "trailing".getBytes(UTF_8));

    assertThatThrownBy(() -> unpacked(trailed))
        .isInstanceOf(ZipException.class)
        .hasMessage("bytes that are no gzip data after member 1");
  }

  @Test
  void gzip_with_a_wrong_checksum_is_an_error() throws IOException {
    byte[] damaged = gzip(TEXT);
    damaged[damaged.length - 8] ^= 1;

    assertThatThrownBy(() -> unpacked(damaged))
        .isInstanceOf(ZipException.class)
        .hasMessageContaining("checksum");
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  @Timeout(60)
  void damaged_gzip_ends_in_content_or_an_error_and_never_hangs(long seed) throws IOException {
    Random random = new Random(seed);
    byte[] sound = gzip(TEXT);
    for (int i = 0; i < 500; i++) {
      byte[] damaged = sound.clone();
      damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
      assertEnds(damaged);
    }
  }

  @Test
  void zstd_frames_follow_one_another() throws IOException {
    byte[] skippable = {0x50, 0x2A, 0x4D, 0x18, 2, 0, 0, 0, 9, 9};

    assertThat(unpacked(Zstd.compress(TEXT))).isEqualTo(TEXT);
    assertThat(unpacked(joined(skippable, Zstd.compress(TEXT), Zstd.compress(TEXT))))
        .isEqualTo(joined(TEXT, TEXT));
  }

  @Test
  void zstd_that_breaks_off_is_an_error() {
    byte[] whole = Zstd.compress(TEXT);

    assertThatThrownBy(() -> unpacked(Arrays.copyOf(whole, whole.length - 5)))
        .isInstanceOf(IOException.class);
  }

  @ParameterizedTest
  @CsvSource({"504b0304,ZIP", "425a6839,BZIP2", "fd377a58,XZ"})
  void what_is_not_for_us_to_unpack_is_refused_by_name(String magic, String name) {
    byte[] start = java.util.HexFormat.of().parseHex(magic);

    assertThatThrownBy(() -> unpacked(start)).hasMessageContaining("compressed as " + name);
  }

  private static void assertEnds(byte[] damaged) {
    try {
      assertThat(unpacked(damaged).length).isGreaterThanOrEqualTo(0);
    } catch (IOException expected) {
      assertThat(expected).hasMessageNotContaining("null");
    }
  }

  private static byte[] unpacked(byte[] stored) throws IOException {
    try (InputStream in = Compression.unpack(new ByteArrayInputStream(stored))) {
      return in.readAllBytes();
    }
  }

  private static byte[] gzip(byte[] content) throws IOException {
    ByteArrayOutputStream stored = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(stored)) {
      out.write(content);
    }
    return stored.toByteArray();
  }

  private static byte[] joined(byte[]... parts) {
    ByteArrayOutputStream joined = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      joined.writeBytes(part);
    }
    return joined.toByteArray();
  }

  /** A pipe: bytes come in pieces, and what is available is not told. */
  private static final class Trickle extends InputStream {
    private final InputStream in;
    private final int chunk;

    Trickle(byte[] bytes, int chunk) {
      this.in = new ByteArrayInputStream(bytes);
      this.chunk = chunk;
    }

    @Override
    public int read() throws IOException {
      return in.read();
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      return in.read(target, offset, Math.min(chunk, length));
    }

    @Override
    public int available() {
      return 0;
    }
  }
}
