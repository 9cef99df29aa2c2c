package dev.unmask.classify.model;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/**
 * The stored form of a signature.
 *
 * <pre>
 * version (1) | TLS outcome (1) | the other enums, 4 bits each in the order of {@link #aspects} | expiredMonth (2)
 * | which hashes follow (1) | answerShape (4) | tlsShape (4) | redirectOwner | number of networkOwners (1) | each of them
 * </pre>
 *
 * Ids are a length byte and UTF-8. Enums are stored by ordinal: constants may be added at the end
 * of one; anything else is a new version.
 */
// Ordinals are the format: a test pins those of every enum.
@SuppressWarnings("EnumOrdinal")
final class SignatureFormat {

  /** 2: a TLS shape is over the whole ServerHello, and names the engine that asked. */
  static final byte VERSION = 2;

  /**
   * Without hashes and ids: two bytes, the nibbles of 22 enums, month, flags, length of
   * redirectOwner, number of owners.
   */
  private static final int LEAST_BYTES = 2 + 11 + 2 + 1 + 1 + 1;

  private static final int ANSWER = 1;
  private static final int TLS = 2;

  private SignatureFormat() {}

  static byte[] encode(Signature signature) {
    ByteBuffer out = ByteBuffer.allocate(size(signature));
    out.put(VERSION).put((byte) signature.reach().outcome().ordinal());
    putNibbles(out, aspects(signature));
    out.putShort((short) signature.chain().expiredMonth());
    putHashes(out, signature.speech().answerShape(), signature.reach().tlsShape());
    putId(out, signature.speech().redirectOwner());
    out.put((byte) signature.networkOwners().size());
    signature.networkOwners().forEach(id -> putId(out, id));
    return out.array();
  }

  static Signature decode(byte[] bytes) {
    Signature signature;
    try {
      signature = read(ByteBuffer.wrap(bytes));
    } catch (BufferUnderflowException short_) {
      throw new IllegalArgumentException(
          "signature: ends after " + bytes.length + " bytes, more expected", short_);
    }
    if (!Arrays.equals(encode(signature), bytes)) {
      throw new IllegalArgumentException(
          "signature: " + bytes.length + " bytes, not in canonical form");
    }
    return signature;
  }

  static Signature coarse(Signature fine) {
    Reach r = fine.reach();
    Speech s = fine.speech();
    return new Signature(
        new Reach(
            r.port(), r.source(), r.passiveReason(), r.outcome(), r.handshake(), r.banner(), ""),
        fine.chain(),
        new Speech(s.liveness(), s.request(), s.answer(), "", s.redirect(), s.redirectOwner()),
        fine.vpn(),
        fine.manners(),
        fine.networkOwners());
  }

  private static int size(Signature signature) {
    int hex = signature.speech().answerShape().length() + signature.reach().tlsShape().length();
    int ids = utf8(signature.speech().redirectOwner()).length;
    for (String owner : signature.networkOwners()) {
      ids += 1 + utf8(owner).length;
    }
    return LEAST_BYTES + hex / 2 + ids;
  }

  private static List<Enum<?>> aspects(Signature s) {
    return List.of(
        s.reach().port(),
        s.reach().source(),
        s.reach().passiveReason(),
        s.reach().handshake(),
        s.reach().banner(),
        s.chain().anchor(),
        s.chain().path(),
        s.chain().time(),
        s.chain().name(),
        s.speech().liveness(),
        s.speech().request(),
        s.speech().answer(),
        s.speech().redirect(),
        s.vpn().port1194(),
        s.vpn().openVpn(),
        s.vpn().portShare(),
        s.manners().halfClose(),
        s.manners().resumption(),
        s.manners().roundTrips(),
        s.manners().sniMatrix(),
        s.manners().firstBytes(),
        s.manners().plainHttp());
  }

  private static Signature read(ByteBuffer in) {
    byte version = in.get();
    if (version != VERSION) {
      throw new IllegalArgumentException(
          "signature: format version " + version + ", expected " + VERSION);
    }
    Reach.TlsOutcome outcome = constant(Reach.TlsOutcome.values(), in.get());
    EnumReader next = new EnumReader(in);
    PortClass port = next.of(PortClass.values());
    Reach.Source source = next.of(Reach.Source.values());
    Reach.PassiveReason passive = next.of(Reach.PassiveReason.values());
    Reach.Handshake handshake = next.of(Reach.Handshake.values());
    Reach.BannerAgreement banner = next.of(Reach.BannerAgreement.values());
    Chain.Anchor anchor = next.of(Chain.Anchor.values());
    Chain.Path path = next.of(Chain.Path.values());
    Chain.Time time = next.of(Chain.Time.values());
    Chain.NameMatch name = next.of(Chain.NameMatch.values());
    Speech.Liveness liveness = next.of(Speech.Liveness.values());
    Speech.Request request = next.of(Speech.Request.values());
    Speech.Answer answer = next.of(Speech.Answer.values());
    Speech.Redirect redirect = next.of(Speech.Redirect.values());
    Vpn vpn =
        new Vpn(
            next.of(Vpn.Port1194.values()),
            next.of(Vpn.OpenVpn.values()),
            next.of(Vpn.PortShare.values()));
    Manners manners =
        new Manners(
            next.of(Manners.HalfClose.values()),
            next.of(Manners.Resumption.values()),
            next.of(Manners.RoundTrips.values()),
            next.of(Manners.SniMatrix.values()),
            next.of(Manners.FirstBytes.values()),
            next.of(Manners.PlainHttp.values()));
    int expiredMonth = Short.toUnsignedInt(in.getShort());
    byte hashes = in.get();
    String answerShape = (hashes & ANSWER) == 0 ? "" : hex(in);
    String tlsShape = (hashes & TLS) == 0 ? "" : hex(in);
    String redirectOwner = id(in);
    List<String> owners = new ArrayList<>();
    for (int left = Byte.toUnsignedInt(in.get()); left > 0; left--) {
      owners.add(id(in));
    }
    return new Signature(
        new Reach(port, source, passive, outcome, handshake, banner, tlsShape),
        new Chain(anchor, path, time, expiredMonth, name),
        new Speech(liveness, request, answer, answerShape, redirect, redirectOwner),
        vpn,
        manners,
        owners);
  }

  private static void putNibbles(ByteBuffer out, List<Enum<?>> aspects) {
    for (int i = 0; i < aspects.size(); i += 2) {
      int high = aspects.get(i).ordinal() << 4;
      int low = i + 1 < aspects.size() ? aspects.get(i + 1).ordinal() : 0;
      out.put((byte) (high | low));
    }
  }

  private static void putHashes(ByteBuffer out, String answerShape, String tlsShape) {
    out.put((byte) ((answerShape.isEmpty() ? 0 : ANSWER) | (tlsShape.isEmpty() ? 0 : TLS)));
    out.put(HexFormat.of().parseHex(answerShape)).put(HexFormat.of().parseHex(tlsShape));
  }

  private static void putId(ByteBuffer out, String id) {
    byte[] utf8 = utf8(id);
    out.put((byte) utf8.length).put(utf8);
  }

  private static byte[] utf8(String id) {
    return id.getBytes(StandardCharsets.UTF_8);
  }

  private static String id(ByteBuffer in) {
    byte[] utf8 = new byte[Byte.toUnsignedInt(in.get())];
    in.get(utf8);
    return new String(utf8, StandardCharsets.UTF_8);
  }

  private static String hex(ByteBuffer in) {
    byte[] raw = new byte[4];
    in.get(raw);
    return HexFormat.of().formatHex(raw);
  }

  static <E extends Enum<E>> E constant(E[] constants, int ordinal) {
    if (ordinal < 0 || ordinal >= constants.length) {
      throw new IllegalArgumentException(
          "signature: "
              + ordinal
              + " is no ordinal of "
              + constants[0].getDeclaringClass().getSimpleName());
    }
    return constants[ordinal];
  }
}
