package dev.unmask.classify.topology.event;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.unmask.schemas.uuid.NameBasedUuid;
import java.time.Instant;
import java.util.UUID;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;

/**
 * A record as a CloudEvent 1.0, in the binary mode of its Kafka protocol binding: attributes are
 * headers, the value is the data. Immutable.
 *
 * @param source the installation, a URI reference
 * @param subject fingerprint, endpoint or case, which is the record's key
 * @param time when it happened
 * @param id the same whenever it is issued again, and no other event's of its source
 */
public record CloudEvent(EventType type, String source, String subject, Instant time, UUID id) {

  /** Chosen once, at random. It may never change: consumers tell by ids what they have seen. */
  private static final UUID NAMESPACE = UUID.fromString("0b1f6c52-6f0e-4b57-9d0a-6f6e2a3a7c18");

  /**
   * An event whose id is a UUIDv5 over source, type, subject and content.
   *
   * @param content what makes it another event than all others on its subject; the same content has
   *     the same id, however often it is issued
   */
  public static CloudEvent of(
      EventType type, String source, String subject, Instant time, String content) {
    String name = String.join("\n", source, type.type(), subject, content);
    return new CloudEvent(type, source, subject, time, NameBasedUuid.of(NAMESPACE, name));
  }

  public Headers headers() {
    Headers headers = new RecordHeaders();
    add(headers, "ce_specversion", "1.0");
    add(headers, "ce_id", id.toString());
    add(headers, "ce_source", source);
    add(headers, "ce_type", type.type());
    add(headers, "ce_time", time.toString());
    add(headers, "ce_subject", subject);
    add(headers, "content-type", type.contentType());
    return headers;
  }

  private static void add(Headers headers, String name, String value) {
    headers.add(name, value.getBytes(UTF_8));
  }
}
