package dev.unmask.schemas.topic;

import dev.unmask.avro.Banner;
import dev.unmask.avro.Certificate;
import dev.unmask.avro.Disposition;
import dev.unmask.avro.Hint;
import dev.unmask.avro.HostVerdict;
import dev.unmask.avro.Ingested;
import dev.unmask.avro.LiveEpoch;
import dev.unmask.avro.Observation;
import dev.unmask.avro.Probed;
import dev.unmask.avro.Verdict;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.avro.specific.SpecificRecord;

/**
 * The topics of one installation, which share a prefix. The only place that knows their names.
 * Immutable.
 *
 * @param prefix what every name starts with, less the dot: 1 to 100 of Kafka's legal characters
 */
public record Topics(String prefix) {

  /** The prefix that is used unless another is given. */
  public static final String DEFAULT_PREFIX = "unmask";

  private static final Pattern LEGAL = Pattern.compile("[a-zA-Z0-9._-]{1,100}");
  private static final String BACKWARD = "BACKWARD_TRANSITIVE";
  private static final String FULL = "FULL_TRANSITIVE";

  public Topics {
    if (!LEGAL.matcher(prefix).matches()) {
      throw new IllegalArgumentException(
          "--prefix '"
              + prefix
              + "': expected 1 to 100 letters, digits, dots, underscores or hyphens");
    }
  }

  /** What feeds said; key endpoint. */
  public Topic<Banner> banners() {
    return deleted("banners", Banner.class, Placement.BY_SUBNET, BACKWARD);
  }

  /** What was seen; key endpoint. */
  public Topic<Observation> observations() {
    return deleted("observations", Observation.class, Placement.BY_SUBNET, BACKWARD);
  }

  /** Certificates, leaves and issuers; key SHA-256. */
  public Topic<Certificate> certificates() {
    return compacted("certificates", Certificate.class, Placement.BY_KEY, BACKWARD);
  }

  /** Every revision of every verdict; key fingerprint. */
  public Topic<Verdict> verdicts() {
    return deleted("verdicts", Verdict.class, Placement.BY_KEY, FULL);
  }

  /** The newest verdict on each fingerprint. */
  public Topic<Verdict> currentVerdicts() {
    return compacted("verdicts.current", Verdict.class, Placement.BY_KEY, FULL);
  }

  /** The role of each endpoint; key endpoint. */
  public Topic<HostVerdict> hostVerdicts() {
    return compacted("host-verdicts", HostVerdict.class, Placement.BY_SUBNET, FULL);
  }

  /** What enrich should know of a cluster; key fingerprint. */
  public Topic<Hint> hints() {
    return compacted("hints", Hint.class, Placement.BY_KEY, BACKWARD);
  }

  /**
   * When each endpoint was probed last; key endpoint. Bounded by the endpoints that were probed
   * within the last 30 days, about 150 bytes each.
   */
  public Topic<Probed> probed() {
    return new Topic<>(
        name("probed"), Probed.class, Placement.BY_SUBNET, Cleanup.COMPACT_DELETE, BACKWARD);
  }

  /**
   * How far each file has been ingested; key: its path and a hash of its first line. Bounded by the
   * files that were ever ingested, about 200 bytes each; a tombstone makes a file unknown again.
   */
  public Topic<Ingested> ingested() {
    return compacted("ingested", Ingested.class, Placement.BY_KEY, BACKWARD);
  }

  /**
   * What people have decided about alerts; key: the id of a case, the SHA-256 of a certificate or
   * of its public key, or a network as {@code AS64500}. Bounded by what people decide; a tombstone
   * takes a decision back.
   */
  public Topic<Disposition> dispositions() {
    return compacted("dispositions", Disposition.class, Placement.BY_KEY, BACKWARD);
  }

  /** Which epoch of classify writes the topics that everybody reads; one key. */
  public Topic<LiveEpoch> epochs() {
    return compacted("epochs", LiveEpoch.class, Placement.BY_KEY, BACKWARD);
  }

  /**
   * The topics that an epoch writes to while it is not the live one.
   *
   * @param epoch 1 or more
   */
  public Topics ofEpoch(long epoch) {
    return new Topics(prefix + ".epoch-" + epoch);
  }

  /**
   * Name of the topic of alerts: JSON, an event for each real change of a case; key: the case's id.
   * No schema, no tombstones.
   */
  public String alerts() {
    return name("alerts");
  }

  /**
   * Name of the topic of hosts that one would block or watch: JSON for joining with firewall logs;
   * key endpoint. No schema, no tombstones: each says until when it is valid.
   */
  public String indicators() {
    return name("indicators");
  }

  /**
   * Name of the topic of records that could not be used: original bytes, the reason in headers. No
   * schema.
   */
  public String deadLetters() {
    return name("deadletters");
  }

  /** How the records of a topic without a schema are placed. */
  public Placement placement(String plain) {
    return plain.equals(indicators()) ? Placement.BY_SUBNET : Placement.BY_KEY;
  }

  /** The topics without a schema, deleted by size, with what their values are. */
  public Map<String, String> plain() {
    return Map.of(alerts(), "JSON", indicators(), "JSON", deadLetters(), "original bytes");
  }

  /** The topics of Avro values. Those without a schema are beside them. */
  public List<Topic<?>> all() {
    return List.of(
        banners(),
        observations(),
        certificates(),
        verdicts(),
        currentVerdicts(),
        hostVerdicts(),
        hints(),
        probed(),
        ingested(),
        dispositions(),
        epochs());
  }

  private <V extends SpecificRecord> Topic<V> deleted(
      String suffix, Class<V> type, Placement placement, String compatibility) {
    return new Topic<>(name(suffix), type, placement, Cleanup.DELETE, compatibility);
  }

  private <V extends SpecificRecord> Topic<V> compacted(
      String suffix, Class<V> type, Placement placement, String compatibility) {
    return new Topic<>(name(suffix), type, placement, Cleanup.COMPACT, compatibility);
  }

  private String name(String suffix) {
    return prefix + "." + suffix;
  }
}
