package dev.unmask.app.replay;

import dev.unmask.app.compare.Comparison;
import dev.unmask.app.compare.Judged;
import dev.unmask.app.local.LocalClassification;
import dev.unmask.app.progress.Estimate;
import dev.unmask.app.progress.Progress;
import dev.unmask.app.read.StandingVerdicts;
import dev.unmask.app.run.ClassifyStage;
import dev.unmask.app.run.OnExit;
import dev.unmask.app.run.Pipeline;
import dev.unmask.app.run.TemporaryDirectory;
import dev.unmask.classify.ruleset.Ruleset;
import dev.unmask.enrich.FeedAlone;
import dev.unmask.enrich.Identity;
import dev.unmask.schemas.connection.KafkaConnection;
import dev.unmask.schemas.owner.OwnerCatalogue;
import dev.unmask.schemas.serde.AvroFormat;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Instant;
import java.util.Optional;
import java.util.SortedMap;
import java.util.concurrent.ThreadLocalRandom;

/**
 * One replay: the records of a stretch, as far as there are any when it begins, are copied into
 * topics of the replay's own; the stage classify works on these as on any, and when it is quiet its
 * verdicts are compared with those that stood at the beginning. Of the live application it reads
 * topics, without a group, and touches nothing. For one run, on one thread.
 */
public final class Replay {
  private final KafkaConnection live;
  private final Ruleset ruleset;
  private final OwnerCatalogue owners;
  private final Identity identity;
  private final Progress progress;
  private final OnExit exit;

  /**
   * @param live whose records are replayed
   * @param identity who makes observations of banners
   * @param exit closes what the run opens, and so removes its topics
   */
  public Replay(
      KafkaConnection live,
      Ruleset ruleset,
      OwnerCatalogue owners,
      Identity identity,
      Progress progress,
      OnExit exit) {
    this.live = live;
    this.ruleset = ruleset;
    this.owners = owners;
    this.identity = identity;
    this.progress = progress;
    this.exit = exit;
  }

  /** Replays to the end. */
  public ReplayOutcome run(ReplaySettings settings) {
    progress.phase("reading the verdicts that stand");
    SortedMap<String, Judged> standing = StandingVerdicts.of(live);
    BoundedRead records = records(settings);
    BoundedRead certificates =
        exit.add(
            "reader of certificates",
            BoundedRead.open(live, live.topics().certificates().name(), Optional.empty()));
    KafkaConnection own = topics(settings, records.partitions());
    Intake intake = intake(settings, own, certificates, records);
    long unreadable = classify(settings, own, intake);
    progress.phase("comparing");
    return new ReplayOutcome(
        own.topics().prefix(),
        settings.source(),
        settings.stretch(),
        intake.written(),
        intake.unusable() + unreadable,
        ruleset.version(),
        owners.version(),
        Comparison.of(standing, StandingVerdicts.of(own), settings.stretch()));
  }

  private BoundedRead records(ReplaySettings settings) {
    String topic =
        switch (settings.source()) {
          case OBSERVATIONS -> live.topics().observations().name();
          case BANNERS -> live.topics().banners().name();
        };
    return exit.add(
        "reader of " + settings.source(), BoundedRead.open(live, topic, settings.stretch().from()));
  }

  private KafkaConnection topics(ReplaySettings settings, int partitions) {
    progress.phase("creating topics");
    String prefix =
        ReplayPrefix.of(live.topics(), Instant.now(), ThreadLocalRandom.current().nextInt(1 << 16));
    ReplayTopics topics =
        exit.add(
            "topics of the replay (unmask replay --clean removes them)",
            ReplayTopics.of(live, prefix, settings.keep()));
    topics.create(settings.partitions().orElse(partitions));
    return topics.connection();
  }

  private Intake intake(
      ReplaySettings settings, KafkaConnection own, BoundedRead certificates, BoundedRead records) {
    Writing copies =
        exit.add("writer of certificates", Copies.into(own, own.topics().certificates().name()));
    Writing writing = exit.add("writer of observations", writing(settings, own));
    return new Intake(certificates, copies, records, writing, settings.stretch());
  }

  private Writing writing(ReplaySettings settings, KafkaConnection own) {
    return switch (settings.source()) {
      case OBSERVATIONS -> Copies.into(own, own.topics().observations().name());
      case BANNERS ->
          new FeedWriting(
              new FeedAlone(
                  identity,
                  settings.trustRoots(),
                  owners,
                  own,
                  exit.add("registry of observations", new AvroFormat(own))));
    };
  }

  /** How many records it could not read. */
  private long classify(ReplaySettings settings, KafkaConnection own, Intake intake) {
    TemporaryDirectory state =
        exit.add("state of the replay", TemporaryDirectory.in(settings.stateDirectory()));
    ClassifyStage classify =
        new ClassifyStage(
            LocalClassification.replaying(state.path(), settings.threads(), settings.expiry()),
            own,
            owners,
            ruleset,
            new SimpleMeterRegistry());
    Pipeline pipeline = exit.add("stages", new Pipeline());
    pipeline.start(classify);
    pipeline.start(intake);
    progress.phase("reading " + settings.source());
    Estimate reading = new Estimate(System::nanoTime);
    pipeline.awaitThat(
        intake::complete,
        () ->
            progress.update(
                intake.done(), intake.total(), reading.of(intake.done(), intake.total())));
    progress.phase("classifying");
    Estimate classifying = new Estimate(System::nanoTime);
    pipeline.awaitThat(
        classify::quiet,
        () -> {
          long done = Math.min(classify.observed(), intake.written());
          progress.update(done, intake.written(), classifying.of(done, intake.written()));
        });
    pipeline.close();
    return classify.unreadable();
  }
}
