package dev.unmask.enrich.probe.peers;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.util.zip.DeflaterOutputStream;
import org.bouncycastle.tls.AlertDescription;
import org.bouncycastle.tls.Certificate;
import org.bouncycastle.tls.ContentType;
import org.bouncycastle.tls.HandshakeType;
import org.bouncycastle.tls.NewSessionTicket;
import org.bouncycastle.tls.TlsServerProtocol;

/**
 * BouncyCastle's server side of TLS, whose messages can be sent out of turn, as often as one likes.
 */
public class BentProtocol extends TlsServerProtocol {

  private static final int RECORD = 16_384;
  private static final int LARGEST_MESSAGE = 0xff_ffff;

  public BentProtocol(Socket socket) throws IOException {
    super(socket.getInputStream(), socket.getOutputStream());
  }

  /** RFC 8446 4.6.3, and our keys are changed with it. */
  public void keyUpdate() throws IOException {
    send13KeyUpdate(false);
  }

  /** 700 tickets in one record (RFC 8446 4.6.1). */
  public void tickets() throws IOException {
    byte[] ticket = {
      HandshakeType.new_session_ticket,
      0,
      0,
      18,
      0,
      0,
      1,
      44,
      1,
      2,
      3,
      4,
      1,
      9,
      0,
      4,
      5,
      6,
      7,
      8,
      0,
      0
    };
    byte[] record = new byte[700 * ticket.length];
    for (int at = 0; at < record.length; at += ticket.length) {
      System.arraycopy(ticket, 0, record, at, ticket.length);
    }
    safeWriteRecord(ContentType.handshake, record, 0, record.length);
  }

  /** A ticket of TLS 1.2 out of turn (RFC 5077 3.3). */
  public void ticketOfTls12() throws IOException {
    sendNewSessionTicketMessage(new NewSessionTicket(300, new byte[16]));
  }

  /** RFC 5246 7.4.1.1. */
  public void helloRequest() throws IOException {
    sendHelloRequestMessage();
  }

  /** An alert of the level warning (RFC 5246 7.2), which ends nothing. */
  public void warning() throws IOException {
    raiseAlertWarning(AlertDescription.user_canceled, "");
  }

  /** Application data of no length (RFC 5246 6.2.1). */
  public void emptyRecord() throws IOException {
    safeWriteRecord(ContentType.application_data, new byte[0], 0, 0);
  }

  /** Application data. */
  public void data(byte[] bytes) throws IOException {
    writeApplicationData(bytes, 0, bytes.length);
  }

  /** A handshake message whatever the state (RFC 8446 4). */
  final void message(short type, byte[] body) throws IOException {
    byte[] message = new byte[4 + body.length];
    message[0] = (byte) type;
    message[1] = (byte) (body.length >> 16);
    message[2] = (byte) (body.length >> 8);
    message[3] = (byte) body.length;
    System.arraycopy(body, 0, message, 4, body.length);
    for (int at = 0; at < message.length; at += RECORD) {
      safeWriteRecord(ContentType.handshake, message, at, Math.min(RECORD, message.length - at));
    }
  }

  /**
   * In place of its certificate 16 MB of them, which nobody asked to be compressed (RFC 8879 4).
   */
  public static BentProtocol compressing(Socket socket) throws IOException {
    return new BentProtocol(socket) {
      @Override
      protected void send13CertificateMessage(Certificate certificate) throws IOException {
        message(HandshakeType.compressed_certificate, bomb());
      }
    };
  }

  /** A Certificate message of 16 MB, and no end of it. */
  public static BentProtocol showingWithoutEnd(Socket socket) throws IOException {
    return new BentProtocol(socket) {
      @Override
      protected void sendCertificateMessage(Certificate certificate, OutputStream hash)
          throws IOException {
        byte[] header = {
          11, (byte) 0xff, (byte) 0xff, (byte) 0xff, (byte) 0xff, (byte) 0xff, (byte) 0xfc
        };
        safeWriteRecord(ContentType.handshake, header, 0, header.length);
        byte[] more = new byte[RECORD];
        for (int sent = 0; sent < LARGEST_MESSAGE; sent += RECORD) {
          safeWriteRecord(ContentType.handshake, more, 0, RECORD);
        }
      }
    };
  }

  /** Messages of a type that nobody knows, in place of its certificate, without end. */
  public static BentProtocol prattling(Socket socket) throws IOException {
    return new BentProtocol(socket) {
      @Override
      protected void sendCertificateMessage(Certificate certificate, OutputStream hash)
          throws IOException {
        while (true) {
          message((short) 99, new byte[100]);
        }
      }
    };
  }

  /** Of 16 MB of zeros, by zlib. */
  private static byte[] bomb() throws IOException {
    ByteArrayOutputStream compressed = new ByteArrayOutputStream();
    compressed.write(new byte[] {0, 1, (byte) 0xff, (byte) 0xff, (byte) 0xff, 0, 0, 0});
    try (DeflaterOutputStream deflater = new DeflaterOutputStream(compressed)) {
      deflater.write(new byte[LARGEST_MESSAGE]);
    }
    byte[] body = compressed.toByteArray();
    body[6] = (byte) ((body.length - 8) >> 8);
    body[7] = (byte) (body.length - 8);
    return body;
  }
}
