package dev.unmask.app.view;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.unmask.avro.Basis;
import dev.unmask.avro.HostVerdict;
import dev.unmask.avro.Role;
import dev.unmask.avro.Verdict;
import dev.unmask.avro.VerdictKind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A verdict as a STIX 2.1 bundle: the certificate and an indicator of it, the infrastructure that
 * wears it with addresses of its hosts, a note with the evidence, and a report of all. The same
 * verdict makes the same ids, and the same bytes.
 */
public final class StixBundle {
  /** The most addresses; those that were measured come first. */
  static final int MOST_HOSTS = 1_000;

  private static final Set<Role> NOT_ITS =
      EnumSet.of(Role.GENUINE, Role.CHANGED, Role.UNREACHABLE, Role.UNDETERMINED);

  private final Verdict verdict;
  private final String time;
  private final ArrayNode objects;
  private final List<String> ids = new ArrayList<>();
  private final String identity;

  private StixBundle(Verdict verdict, ArrayNode objects) {
    this.verdict = verdict;
    this.objects = objects;
    time = StixId.time(Optional.ofNullable(verdict.getLastSeen()).orElse(Instant.EPOCH));
    identity = identity();
  }

  /**
   * The bundle, on one line.
   *
   * @param hosts of the verdict's certificate
   */
  public static String of(Verdict verdict, Collection<HostVerdict> hosts) {
    ObjectNode bundle = Json.object().put("type", "bundle");
    bundle.put("id", StixId.of("bundle", verdict.getDigest()));
    new StixBundle(verdict, bundle.putArray("objects")).fill(hosts);
    return Json.line(bundle);
  }

  private void fill(Collection<HostVerdict> hosts) {
    String certificate = certificate();
    String indicator = indicator();
    String infrastructure = infrastructure();
    relationship("indicates", indicator, infrastructure);
    relationship("consists-of", infrastructure, certificate);
    addresses(hosts).forEach(ip -> relationship("consists-of", infrastructure, address(ip)));
    note();
    report();
  }

  /** Measured ones first, then in the order of their texts; one for all ports. */
  private static Stream<String> addresses(Collection<HostVerdict> hosts) {
    return hosts.stream()
        .filter(host -> !NOT_ITS.contains(host.getRole()))
        .sorted(
            Comparator.comparing((HostVerdict host) -> host.getBasis() != Basis.MEASURED)
                .thenComparing(host -> host.getEndpoint().getIp()))
        .map(host -> host.getEndpoint().getIp())
        .distinct()
        .limit(MOST_HOSTS);
  }

  private String identity() {
    ObjectNode node = domainObject("identity", "unmask");
    node.put("created", StixId.time(Instant.EPOCH)).put("modified", StixId.time(Instant.EPOCH));
    node.put("name", "unmask").put("identity_class", "system");
    return node.get("id").textValue();
  }

  private String certificate() {
    ObjectNode properties = Json.object();
    properties.putObject("hashes").put("SHA-256", verdict.getFingerprint());
    ObjectNode node = observable("x509-certificate", properties);
    if (!verdict.getSubject().isEmpty()) {
      node.put("subject", verdict.getSubject());
    }
    if (!verdict.getIssuer().isEmpty()) {
      node.put("issuer", verdict.getIssuer());
    }
    return node.get("id").textValue();
  }

  private String address(String ip) {
    String type = ip.indexOf(':') < 0 ? "ipv4-addr" : "ipv6-addr";
    return observable(type, Json.object().put("value", ip)).get("id").textValue();
  }

  private String indicator() {
    ObjectNode node = made("indicator");
    node.put("name", "Certificate " + verdict.getFingerprint());
    node.putArray("indicator_types").add(indicatorType());
    node.put("pattern", "[x509-certificate:hashes.'SHA-256' = '" + verdict.getFingerprint() + "']");
    node.put("pattern_type", "stix").put("pattern_version", "2.1");
    Instant first = verdict.getFirstSeen();
    return id(node.put("valid_from", first == null ? time : StixId.time(first)));
  }

  private String infrastructure() {
    ObjectNode node = made("infrastructure");
    node.put("name", title()).put("description", verdict.getExplanation());
    node.putArray("infrastructure_types").add(isRelay() ? "anonymization" : "unknown");
    Optional.ofNullable(verdict.getFirstSeen())
        .ifPresent(first -> node.put("first_seen", StixId.time(first)));
    Optional.ofNullable(verdict.getLastSeen())
        .ifPresent(last -> node.put("last_seen", StixId.time(last)));
    return id(node);
  }

  private void note() {
    StringBuilder text = new StringBuilder();
    verdict
        .getEvidence()
        .forEach(
            piece ->
                text.append(piece.getCode())
                    .append(": ")
                    .append(piece.getStatement())
                    .append('\n'));
    ObjectNode node = made("note").put("abstract", "Evidence");
    node.put("content", text.length() == 0 ? "No evidence." : text.toString().stripTrailing());
    refer(node.putArray("object_refs"));
    id(node);
  }

  private void report() {
    ObjectNode node = made("report");
    node.put("name", title()).put("description", verdict.getExplanation());
    node.putArray("report_types").add("indicator").add("infrastructure");
    refer(node.put("published", time).putArray("object_refs"));
    id(node);
  }

  private void relationship(String type, String source, String target) {
    ObjectNode node = domainObject("relationship", type + source + target);
    node.put("created_by_ref", identity).put("relationship_type", type);
    id(node.put("source_ref", source).put("target_ref", target));
  }

  /** An object of which there is one for each content of a verdict. */
  private ObjectNode made(String type) {
    return domainObject(type, verdict.getDigest())
        .put("created_by_ref", identity)
        .put("confidence", Math.round(verdict.getConfidence() * 100));
  }

  private ObjectNode domainObject(String type, String name) {
    return objects
        .addObject()
        .put("type", type)
        .put("spec_version", "2.1")
        .put("id", StixId.of(type, name))
        .put("created", time)
        .put("modified", time);
  }

  /** Its id follows from the properties that make it what it is (STIX 2.1, 2.9). */
  private ObjectNode observable(String type, ObjectNode properties) {
    String id = StixId.ofObservable(type, Json.line(properties));
    ObjectNode node = objects.addObject().put("type", type).put("spec_version", "2.1");
    id(node.put("id", id).setAll(properties));
    return node;
  }

  private String id(ObjectNode node) {
    String id = node.get("id").textValue();
    ids.add(id);
    return id;
  }

  private void refer(ArrayNode refs) {
    ids.forEach(refs::add);
  }

  private String title() {
    return verdict.getKind()
        + " of "
        + Optional.ofNullable(verdict.getOwner()).orElse(verdict.getFingerprint())
        + ", "
        + Words.counted(verdict.getHosts().getTotal(), "host");
  }

  private boolean isRelay() {
    return verdict.getKind() == VerdictKind.VPN_CAMOUFLAGE
        || verdict.getKind() == VerdictKind.TLS_RELAY;
  }

  private String indicatorType() {
    return switch (verdict.getKind()) {
      case VPN_CAMOUFLAGE, TLS_RELAY, PROXY_SCRIPT -> "anonymization";
      case KEY_COMPROMISE -> "compromised";
      case IMPERSONATION -> "malicious-activity";
      case SHARED_SERVICE, GENUINE -> "benign";
      case DEFAULT_CERTIFICATE, INCONCLUSIVE -> "unknown";
    };
  }
}
