package dev.unmask.classify.topology.verdict;

import dev.unmask.avro.Basis;
import dev.unmask.avro.Role;
import dev.unmask.avro.RoleSample;
import dev.unmask.classify.assess.HostAssessment;
import dev.unmask.classify.topology.message.Standing;
import dev.unmask.classify.topology.store.Member;
import dev.unmask.classify.topology.store.Members;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.kafka.common.utils.Bytes;

/**
 * The first few hosts of each role, in the order of a hash of the endpoint: the same ones wherever
 * and in whatever order the hosts came, and not all from one corner of the address space.
 */
final class Samples {

  /** Hosts of each role. */
  static final int MOST = 5;

  private static final Comparator<Member> PLACE =
      Comparator.comparing(Member::place, Long::compareUnsigned).thenComparing(Member::endpoint);

  private final Members members;

  Samples(Members members) {
    this.members = members;
  }

  /** A sample of each role that has hosts, and of those that left. */
  List<RoleSample> of(
      String fingerprint, SortedMap<Bytes, HostAssessment> roles, HostsByRole hosts) {
    SortedMap<Role, List<Member>> first = new TreeMap<>();
    for (Map.Entry<Bytes, HostAssessment> entry : roles.entrySet()) {
      first
          .computeIfAbsent(entry.getValue().role(), role -> new ArrayList<>())
          .addAll(first(fingerprint, entry.getKey()));
    }
    List<RoleSample> samples = new ArrayList<>();
    first.forEach((role, found) -> samples.add(sample(role, hosts, found)));
    if (hosts.changed() > 0) {
      samples.add(changed(hosts.changed(), first(fingerprint, Standing.CHANGED.signature())));
    }
    return samples;
  }

  private List<Member> first(String fingerprint, Bytes signature) {
    return members.first(fingerprint, signature, Optional.empty(), MOST);
  }

  private static RoleSample sample(Role role, HostsByRole hosts, Collection<Member> found) {
    return new RoleSample(
        role,
        hosts.hosts(role),
        hosts.hosts(role, Basis.MEASURED),
        hosts.hosts(role, Basis.INFERRED),
        hosts.hosts(role, Basis.PASSIVE),
        endpoints(found));
  }

  /** On what it rests that a host left is not counted. */
  private static RoleSample changed(long hosts, Collection<Member> found) {
    return new RoleSample(Role.CHANGED, hosts, 0L, 0L, 0L, endpoints(found));
  }

  private static List<String> endpoints(Collection<Member> found) {
    return found.stream().sorted(PLACE).limit(MOST).map(Member::endpoint).toList();
  }
}
