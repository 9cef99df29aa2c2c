package dev.unmask.classify.topology.store;

import dev.unmask.avro.InconclusiveReason;
import dev.unmask.avro.Role;
import dev.unmask.avro.VerdictKind;
import dev.unmask.classify.assess.HostAssessment;
import dev.unmask.classify.topology.format.Codec;
import dev.unmask.classify.topology.format.FieldReader;
import dev.unmask.classify.topology.format.FieldWriter;
import dev.unmask.classify.topology.message.Codes;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.kafka.common.utils.Bytes;

/** Bytes of a {@link VerdictRow}. */
final class VerdictRowFormat implements Codec<VerdictRow> {

  private static final int VERSION = 1;

  @Override
  public byte[] encode(VerdictRow row) {
    FieldWriter writer = new FieldWriter(VERSION).number(row.checked()).fixed(row.hint());
    writer.flag(row.issued().isPresent());
    row.issued().ifPresent(issued -> write(writer, issued));
    writer.flag(row.cluster().isPresent());
    row.cluster().ifPresent(cluster -> write(writer, cluster));
    writer.number(row.roles().size());
    row.roles().forEach((signature, host) -> write(writer, signature, host, row.untold()));
    writer.flag(row.cursor().isPresent());
    row.cursor().ifPresent(member -> writer.bytes(MemberKey.of(member)));
    return writer.written();
  }

  @Override
  public VerdictRow decode(byte[] bytes) {
    FieldReader reader = new FieldReader(bytes, VERSION, "a verdict row of store profiles");
    long checked = reader.number();
    long hint = reader.fixed();
    Optional<Issued> issued = reader.flag() ? Optional.of(issued(reader)) : Optional.empty();
    Optional<ClusterFinding> cluster =
        reader.flag() ? Optional.of(cluster(reader)) : Optional.empty();
    SortedMap<Bytes, HostAssessment> roles = new TreeMap<>();
    SortedSet<Bytes> untold = new TreeSet<>();
    for (long left = reader.number(); left > 0; left--) {
      readRole(reader, roles, untold);
    }
    Optional<Member> cursor =
        reader.flag() ? Optional.of(MemberKey.read(reader.wrapped())) : Optional.empty();
    return new VerdictRow(checked, issued, hint, cluster, roles, untold, cursor);
  }

  private static void write(FieldWriter writer, Issued issued) {
    writer.number(issued.revision()).octet(Codes.code(issued.kind()));
    writer.octet(Codes.code(issued.reason()));
    writer.fraction(issued.confidence()).sha256(issued.digest()).number(issued.changed());
    writer.number(issued.hosts().size());
    issued.hosts().forEach((role, hosts) -> writer.octet(Codes.code(role)).number(hosts));
  }

  private static Issued issued(FieldReader reader) {
    long revision = reader.number();
    VerdictKind kind = Codes.kind(reader.octet());
    Optional<InconclusiveReason> reason = Codes.reason(reader.octet());
    double confidence = reader.fraction();
    String digest = reader.sha256();
    long changed = reader.number();
    SortedMap<Role, Long> hosts = new TreeMap<>();
    for (long left = reader.number(); left > 0; left--) {
      hosts.put(Codes.role(reader.octet()), reader.number());
    }
    return new Issued(revision, kind, reason, confidence, digest, hosts, changed);
  }

  private static void write(FieldWriter writer, ClusterFinding cluster) {
    writer.octet(Codes.code(cluster.kind())).fraction(cluster.confidence());
    writer.text(cluster.owner().orElse(""));
  }

  private static ClusterFinding cluster(FieldReader reader) {
    return new ClusterFinding(
        Codes.kind(reader.octet()),
        reader.fraction(),
        Optional.of(reader.text()).filter(owner -> !owner.isEmpty()));
  }

  private static void write(
      FieldWriter writer, Bytes signature, HostAssessment host, SortedSet<Bytes> untold) {
    writer.bytes(signature);
    Codes.write(writer, host);
    writer.flag(untold.contains(signature));
  }

  private static void readRole(
      FieldReader reader, SortedMap<Bytes, HostAssessment> roles, SortedSet<Bytes> untold) {
    Bytes signature = reader.wrapped();
    roles.put(signature, Codes.readHost(reader));
    if (reader.flag()) {
      untold.add(signature);
    }
  }
}
