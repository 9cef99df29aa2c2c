package dev.unmask.classify.topology;

import dev.unmask.avro.Certificate;
import dev.unmask.avro.Hint;
import dev.unmask.avro.HostVerdict;
import dev.unmask.avro.Observation;
import dev.unmask.avro.Verdict;
import dev.unmask.classify.alert.AlertPolicy;
import dev.unmask.classify.topology.alert.Alerts;
import dev.unmask.classify.topology.latest.Expiry;
import dev.unmask.classify.topology.latest.HostVerdicts;
import dev.unmask.classify.topology.latest.Latest;
import dev.unmask.classify.topology.latest.LatestStore;
import dev.unmask.classify.topology.latest.PublicHosts;
import dev.unmask.classify.topology.message.Finding;
import dev.unmask.classify.topology.message.FromLatest;
import dev.unmask.classify.topology.message.HostGone;
import dev.unmask.classify.topology.message.RoleFound;
import dev.unmask.classify.topology.message.Tallied;
import dev.unmask.classify.topology.message.ToFingerprint;
import dev.unmask.classify.topology.message.Told;
import dev.unmask.classify.topology.step.Step;
import dev.unmask.classify.topology.store.Members;
import dev.unmask.classify.topology.store.Profiles;
import dev.unmask.classify.topology.tally.Tally;
import dev.unmask.classify.topology.verdict.Assessing;
import dev.unmask.classify.topology.verdict.Imprint;
import dev.unmask.classify.topology.verdict.Judge;
import dev.unmask.classify.topology.verdict.PublicHints;
import dev.unmask.classify.topology.verdict.PublicVerdicts;
import dev.unmask.classify.topology.watch.ClassifyCounters;
import dev.unmask.schemas.owner.OwnerCatalogue;
import java.time.Duration;
import java.util.Optional;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyConfig;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.processor.api.ProcessorContext;

/**
 * From observations to verdicts.
 *
 * <pre>
 * observations -> latest      store: endpoint -> its newest signature (by event time)
 *                 |  moved(old fingerprint, new fingerprint), seen(fingerprint)
 *                 v  repartition by fingerprint (moves)
 * certificates -> tally       stores: members (fingerprint, signature, endpoint), profiles (fingerprint -> totals, revision, digest)
 *                 |
 *                 v  fingerprints that changed, at most once a second each
 *                 assess      pure: (profile, certificate, owner, ruleset) -> verdict
 *                 |-> verdicts, when something material changed -> cases -> gate -> alerts ({@link Alerts})
 *                 |-> hints for enrich
 *                 +-> roles, by endpoint: that host's when it changes; the cluster's, in slices, when its kind changes
 *                     v  repartition by endpoint (roles); newest event time wins
 *                     host verdicts, indicators
 * </pre>
 *
 * <p>No clock but the punctuators'. The order of the observations, how often each is delivered and
 * how many partitions there are change what is issued on the way, and never the last verdict.
 *
 * @param formats the topics and how their records are read and written
 * @param judge what a profile means
 * @param owners whose network an address is in, and who is watched
 * @param imprint what every verdict says of its making
 * @param quietAfter how long a fingerprint must be unchanged to be quiet
 * @param expiry when what was seen of an endpoint no longer counts; empty for never
 * @param counters what is counted
 * @param alerts which cases make alerts; empty: there are no cases
 * @param begin run whenever a step begins that writes; throws if it may not
 */
public record ClassifyTopology(
    Formats formats,
    Judge judge,
    OwnerCatalogue owners,
    Imprint imprint,
    Duration quietAfter,
    Optional<Expiry> expiry,
    ClassifyCounters counters,
    Optional<AlertPolicy> alerts,
    Runnable begin) {

  /** The topology for these settings of Kafka Streams. Contacts nobody. */
  public Topology topology(StreamsConfig settings) {
    StreamsBuilder builder = new StreamsBuilder(new TopologyConfig(settings));
    builder.addStateStore(LatestStore.builder());
    builder.addStateStore(Members.builder());
    builder.addStateStore(Profiles.builder());

    KStream<String, FromLatest> latest = latest(builder);
    KStream<String, ToFingerprint> moves =
        latest.flatMapValues(Findings::moves, Named.as("moves-said")).repartition(formats.moves());
    KStream<String, ToFingerprint> byFingerprint =
        moves.merge(certificates(builder), Named.as("by-fingerprint"));
    if (formats.topics().live()) {
      KStream<String, Finding> findings = findings(byFingerprint);
      KStream<String, Verdict> verdicts = verdicts(findings);
      alerts.ifPresent(policy -> alerts(policy).of(verdicts, builder));
      hints(findings);
      hostVerdicts(findings, latest);
    } else {
      shadow(builder, byFingerprint);
    }
    return builder.build();
  }

  /**
   * Of an epoch that is not live: what is public is read, so that it could go on from there, and
   * nothing is written but verdicts, in topics of its own. Roles that were found while it was live
   * and not told are dropped: all hosts are told when it is live again.
   *
   * <pre>
   * verdicts.current -> standing-verdicts     store: profiles -> cases
   *                     |  first seen
   *                     v
   * as above         -> tally -> assess -> verdicts
   * hints            -> standing-hints        store: profiles
   * host-verdicts    -> standing-hosts        store: latest
   * alerts           -> cases
   * </pre>
   */
  private void shadow(StreamsBuilder builder, KStream<String, ToFingerprint> byFingerprint) {
    KStream<String, Verdict> standing = standingVerdicts(builder);
    KStream<String, ToFingerprint> firstSeen =
        standing.flatMapValues(Findings::firstSeen, Named.as("first-seen"));
    KStream<String, Finding> findings =
        findings(byFingerprint.merge(firstSeen, Named.as("by-fingerprint-and-first-seen")));
    verdicts(findings);
    alerts.ifPresent(policy -> alerts(policy.silent()).of(standing, builder));
    standingHints(builder);
    standingHosts(builder);
    roles(findings)
        .process(
            Step.<String, RoleFound, Void, Void>of(context -> record -> {}),
            Named.as("roles-dropped"),
            LatestStore.NAME);
  }

  private KStream<String, Verdict> standingVerdicts(StreamsBuilder builder) {
    return builder.stream(
            formats.topics().open().currentVerdicts().name(), formats.publicVerdicts())
        .repartition(formats.standingVerdicts())
        .process(
            Step.<String, Verdict, String, Verdict>of(PublicVerdicts::new),
            Named.as("standing-verdicts"),
            Profiles.NAME);
  }

  private void standingHints(StreamsBuilder builder) {
    builder.stream(formats.topics().open().hints().name(), formats.publicHints())
        .repartition(formats.standingHints())
        .process(
            Step.<String, Hint, Void, Void>of(PublicHints::new),
            Named.as("standing-hints"),
            Profiles.NAME);
  }

  private void standingHosts(StreamsBuilder builder) {
    builder.stream(formats.topics().open().hostVerdicts().name(), formats.publicHosts())
        .repartition(formats.standingHosts())
        .process(
            Step.<String, HostVerdict, Void, Void>of(PublicHosts::new),
            Named.as("standing-hosts"),
            LatestStore.NAME);
  }

  /** What each observation means to the fingerprints concerned, and hosts that are gone. */
  private KStream<String, FromLatest> latest(StreamsBuilder builder) {
    KStream<String, Observation> observations =
        builder.stream(formats.topics().inputs().observations().name(), formats.observations());
    return observations.process(
        Step.<String, Observation, String, FromLatest>of(
            context -> new Latest(context, formats.topics().mode(), owners, expiry, counters)),
        Named.as("latest"),
        LatestStore.NAME);
  }

  /** Certificates lie where their fingerprints are kept: by the same key, on as many partitions. */
  private KStream<String, ToFingerprint> certificates(StreamsBuilder builder) {
    KStream<String, Certificate> certificates =
        builder.stream(formats.topics().inputs().certificates().name(), formats.certificates());
    return certificates
        .filter((sha256, certificate) -> certificate != null, Named.as("certificates-not-deleted"))
        .mapValues(Findings::known, Named.as("certificates-summary"));
  }

  /** Counts, and judges what changed. */
  private KStream<String, Finding> findings(KStream<String, ToFingerprint> byFingerprint) {
    return byFingerprint
        .process(
            Step.<String, ToFingerprint, String, Tallied>of(
                context ->
                    new Tally(context, formats.topics().mode(), quietAfter, counters.backlog())),
            Named.as("tally"),
            Members.NAME,
            Profiles.NAME)
        .process(
            Step.<String, Tallied, String, Finding>of(this::assessing),
            Named.as("assess"),
            Members.NAME,
            Profiles.NAME);
  }

  private Assessing assessing(ProcessorContext<String, Finding> context) {
    begin.run();
    return new Assessing(context, formats.topics().mode(), judge, owners, imprint, counters);
  }

  private KStream<String, Verdict> verdicts(KStream<String, Finding> findings) {
    KStream<String, Verdict> verdicts =
        findings.flatMapValues(Findings::verdicts, Named.as("verdicts-issued"));
    verdicts.to(formats.topics().results().verdicts().name(), formats.verdicts());
    verdicts.to(formats.topics().results().currentVerdicts().name(), formats.currentVerdicts());
    return verdicts;
  }

  private Alerts alerts(AlertPolicy policy) {
    return new Alerts(
        formats.topics().open(), formats.avro(), policy, judge, imprint, counters, begin);
  }

  private void hints(KStream<String, Finding> findings) {
    KStream<String, Hint> hints = findings.flatMapValues(Findings::hints, Named.as("hints-issued"));
    hints.to(formats.topics().results().hints().name(), formats.hints());
  }

  private KStream<String, RoleFound> roles(KStream<String, Finding> findings) {
    return findings
        .flatMapValues(Findings::roles, Named.as("roles-found"))
        .repartition(formats.roles());
  }

  /** Brings roles to the one writer of each endpoint, which is the task that keeps its row. */
  private void hostVerdicts(KStream<String, Finding> findings, KStream<String, FromLatest> latest) {
    KStream<String, Told> told =
        roles(findings)
            .process(
                Step.<String, RoleFound, String, Told>of(this::hostVerdicts),
                Named.as("host-verdicts"),
                LatestStore.NAME);
    told.flatMapValues(Findings::indicators, Named.as("indicators-told"))
        .to(formats.topics().results().indicators(), formats.indicators());
    KStream<String, HostVerdict> hostVerdicts =
        told.flatMapValues(Findings::hosts, Named.as("hosts-told"));
    KStream<String, HostVerdict> gone =
        latest
            .filter((endpoint, said) -> said instanceof HostGone, Named.as("hosts-gone"))
            .mapValues(Findings::tombstone, Named.as("host-tombstones"));
    hostVerdicts
        .merge(gone, Named.as("host-verdicts-and-tombstones"))
        .to(formats.topics().results().hostVerdicts().name(), formats.hostVerdicts());
  }

  private HostVerdicts hostVerdicts(ProcessorContext<String, Told> context) {
    begin.run();
    return new HostVerdicts(context, imprint.rulesetVersion(), imprint.source(), counters);
  }
}
