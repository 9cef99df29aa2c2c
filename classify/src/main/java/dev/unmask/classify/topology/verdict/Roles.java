package dev.unmask.classify.topology.verdict;

import dev.unmask.classify.assess.Assessment;
import dev.unmask.classify.assess.HostAssessment;
import dev.unmask.classify.model.Signature;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.kafka.common.utils.Bytes;

/** What an assessment says of the hosts of each signature. Pure. */
final class Roles {

  private Roles() {}

  /**
   * Of the hosts of one signature.
   *
   * @throws IllegalStateException if the assessment forgot them
   */
  static HostAssessment of(Assessment assessment, Signature signature) {
    HostAssessment host = assessment.roles().get(signature);
    if (host == null) {
      throw new IllegalStateException("the assessment says nothing of hosts with " + signature);
    }
    return host;
  }

  /** Of all, by the signature's bytes. */
  static SortedMap<Bytes, HostAssessment> encoded(Assessment assessment) {
    SortedMap<Bytes, HostAssessment> roles = new TreeMap<>();
    assessment
        .roles()
        .forEach((signature, host) -> roles.put(Bytes.wrap(signature.encode()), host));
    return roles;
  }
}
