package dev.unmask.classify.topology.verdict;

import dev.unmask.classify.assess.Assessment;
import dev.unmask.classify.assess.HostAssessment;
import dev.unmask.classify.model.CertificateSummary;
import dev.unmask.classify.model.Profile;
import dev.unmask.classify.topology.message.Reading;
import dev.unmask.classify.topology.store.ClusterFinding;
import java.util.Optional;
import java.util.SortedMap;
import org.apache.kafka.common.utils.Bytes;

/**
 * A profile and what it means. Pure.
 *
 * @param merged whether rows of the profile stand for hosts of more than one signature
 */
record Judgement(
    Profile profile,
    boolean merged,
    Optional<CertificateSummary> certificate,
    Assessment assessment,
    HostsByRole hosts) {

  static Judgement of(Judge judge, Reading reading, Optional<CertificateSummary> certificate) {
    Profile profile = reading.profile();
    Assessment assessment = judge.of(profile, certificate);
    return new Judgement(
        profile, reading.merged(), certificate, assessment, HostsByRole.of(profile, assessment));
  }

  /** What its hosts are told of the cluster. */
  ClusterFinding finding() {
    return new ClusterFinding(assessment.kind(), assessment.confidence(), assessment.owner());
  }

  /** What the hosts of each signature, encoded, are told of themselves. */
  SortedMap<Bytes, HostAssessment> roles() {
    return Roles.encoded(assessment);
  }
}
