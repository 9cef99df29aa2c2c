package dev.unmask.classify.topology.store;

import dev.unmask.avro.InconclusiveReason;
import dev.unmask.avro.Role;
import dev.unmask.avro.VerdictKind;
import dev.unmask.classify.assess.HostAssessment;
import dev.unmask.classify.topology.format.FieldReader;
import dev.unmask.classify.topology.format.FieldWriter;
import dev.unmask.classify.topology.message.Codes;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.kafka.common.utils.Bytes;

/**
 * Bytes of a {@link VerdictRow}, in parts of some kilobytes at most: all but the roles and the
 * first of these, then the rest of the roles.
 */
final class VerdictRowFormat {

  private static final int VERSION = 4;
  private static final int UNTOLD = 1;
  private static final int NEXT = 2;
  private static final String WHAT = "a verdict row of store profiles";

  /** A part is closed once it is so long; a signature and what is beside it are below 1,400. */
  private static final int FULL = 2_600;

  private VerdictRowFormat() {}

  /** The first part says how many there are. */
  static List<byte[]> encode(VerdictRow row) {
    Deque<FieldWriter> parts = new ArrayDeque<>(List.of(new FieldWriter(VERSION)));
    row.telling()
        .roles()
        .forEach(
            (signature, host) -> {
              if (parts.getLast().size() >= FULL) {
                parts.add(new FieldWriter(VERSION));
              }
              write(parts.getLast(), signature, host, flags(row.telling(), signature));
            });
    FieldWriter first = head(row, parts.size()).raw(parts.removeFirst().written());
    return Stream.concat(Stream.of(first), parts.stream()).map(FieldWriter::written).toList();
  }

  /** How many parts there are. */
  static int parts(byte[] first) {
    return (int) new FieldReader(first, VERSION, WHAT).number();
  }

  /** In which era it was written. */
  static long era(byte[] first) {
    FieldReader reader = new FieldReader(first, VERSION, WHAT);
    reader.number();
    return reader.number();
  }

  static VerdictRow decode(List<byte[]> parts) {
    FieldReader reader = new FieldReader(parts.get(0), VERSION, WHAT);
    reader.number();
    long era = reader.number();
    long checked = reader.number();
    long hint = reader.fixed();
    Optional<Issued> issued = reader.flag() ? Optional.of(issued(reader)) : Optional.empty();
    Optional<ClusterFinding> cluster =
        reader.flag() ? Optional.of(cluster(reader)) : Optional.empty();
    boolean merged = reader.flag();
    Optional<Member> cursor =
        reader.flag() ? Optional.of(MemberKey.read(reader.wrapped())) : Optional.empty();
    SortedMap<Bytes, HostAssessment> roles = new TreeMap<>();
    SortedSet<Bytes> untold = new TreeSet<>();
    SortedSet<Bytes> next = new TreeSet<>();
    readRoles(new FieldReader(reader.rest(), VERSION, WHAT), roles, untold, next);
    for (byte[] part : parts.subList(1, parts.size())) {
      readRoles(new FieldReader(part, VERSION, WHAT), roles, untold, next);
    }
    return new VerdictRow(
        era, checked, issued, hint, cluster, new Telling(roles, merged, untold, next, cursor));
  }

  private static FieldWriter head(VerdictRow row, int parts) {
    FieldWriter writer =
        new FieldWriter(VERSION)
            .number(parts)
            .number(row.era())
            .number(row.checked())
            .fixed(row.hint());
    writer.flag(row.issued().isPresent());
    row.issued().ifPresent(issued -> write(writer, issued));
    writer.flag(row.cluster().isPresent());
    row.cluster().ifPresent(cluster -> write(writer, cluster));
    Optional<Member> cursor = row.telling().cursor();
    writer.flag(row.telling().merged()).flag(cursor.isPresent());
    cursor.ifPresent(member -> writer.bytes(MemberKey.of(member)));
    return writer;
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

  private static void write(FieldWriter writer, Bytes signature, HostAssessment host, int flags) {
    writer.bytes(signature);
    Codes.write(writer, host);
    writer.octet(flags);
  }

  private static int flags(Telling telling, Bytes signature) {
    return (telling.untold().contains(signature) ? UNTOLD : 0)
        + (telling.next().contains(signature) ? NEXT : 0);
  }

  private static void readRoles(
      FieldReader reader,
      SortedMap<Bytes, HostAssessment> roles,
      SortedSet<Bytes> untold,
      SortedSet<Bytes> next) {
    while (reader.more()) {
      Bytes signature = reader.wrapped();
      roles.put(signature, Codes.readHost(reader));
      int flags = reader.octet();
      if ((flags & UNTOLD) != 0) {
        untold.add(signature);
      }
      if ((flags & NEXT) != 0) {
        next.add(signature);
      }
    }
  }
}
