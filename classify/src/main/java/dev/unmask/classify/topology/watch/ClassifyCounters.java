package dev.unmask.classify.topology.watch;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.function.ToDoubleFunction;

/**
 * Counters of the stage, since its start and in this process; what an aborted transaction repeats
 * is counted again.
 *
 * <p>{@code unmask.classify.observations = newer + late + duplicates + without.fingerprint}, and
 * {@code roles = host.verdicts + roles.unchanged + roles.stale}. Safe from any thread.
 */
public final class ClassifyCounters {

  private static final String PREFIX = "unmask.classify.";

  private final MeterRegistry registry;
  private final Counter observations;
  private final Counter newer;
  private final Counter late;
  private final Counter duplicates;
  private final Counter withoutFingerprint;
  private final Counter assessments;
  private final Counter failedAssessments;
  private final Counter verdicts;
  private final Counter hints;
  private final Counter roles;
  private final Counter hostVerdicts;
  private final Counter rolesUnchanged;
  private final Counter rolesStale;
  private final Counter alerts;
  private final Counter dead;
  private final Counter expired;
  private final Counter indicators;
  private final Backlog backlog = new Backlog();

  public ClassifyCounters(MeterRegistry registry) {
    this.registry = registry;
    observations = counter("observations", "Observations read");
    newer = counter("newer", "Observations that changed what is known of their endpoint");
    late = counter("late", "Observations older than what is known of their endpoint");
    duplicates = counter("duplicates", "Observations that were there already");
    withoutFingerprint = counter("without.fingerprint", "Observations without any certificate");
    assessments = counter("assessments", "Assessments of a cluster");
    failedAssessments = counter("assessments.failed", "Assessments that failed, a fault of unmask");
    verdicts = counter("verdicts", "Revisions of verdicts written");
    hints = counter("hints", "Hints written");
    roles = counter("roles", "Roles told to the writer of host verdicts");
    hostVerdicts = counter("host.verdicts", "Host verdicts written");
    rolesUnchanged = counter("roles.unchanged", "Roles that were told before");
    rolesStale = counter("roles.stale", "Roles of endpoints that had moved on");
    alerts = counter("alerts", "Events of alerts written");
    dead = counter("dead", "Records sent to the dead letters");
    indicators = counter("indicators", "Indicators written");
    expired = counter("expired", "Endpoints of which nothing counts any more");
    gauge("dirty", "Fingerprints that wait to be assessed", Backlog::dirty);
    gauge("settling", "Fingerprints that wait to be quiet", Backlog::settling);
    gauge("slices", "Fingerprints whose roles are being told", Backlog::slices);
  }

  /** What is left to do. */
  public Backlog backlog() {
    return backlog;
  }

  public void newer() {
    observations.increment();
    newer.increment();
  }

  public void late() {
    observations.increment();
    late.increment();
  }

  public void duplicate() {
    observations.increment();
    duplicates.increment();
  }

  public void withoutFingerprint() {
    observations.increment();
    withoutFingerprint.increment();
  }

  public void assessed() {
    assessments.increment();
  }

  public void notAssessed() {
    failedAssessments.increment();
  }

  public void verdict() {
    verdicts.increment();
  }

  public void hint() {
    hints.increment();
  }

  public void hostVerdict() {
    roles.increment();
    hostVerdicts.increment();
  }

  public void unchangedRole() {
    roles.increment();
    rolesUnchanged.increment();
  }

  public void staleRole() {
    roles.increment();
    rolesStale.increment();
  }

  public void indicator() {
    indicators.increment();
  }

  public void expired() {
    expired.increment();
  }

  public void alert() {
    alerts.increment();
  }

  public void dead() {
    dead.increment();
  }

  private Counter counter(String name, String description) {
    return Counter.builder(PREFIX + name).description(description).register(registry);
  }

  private void gauge(String name, String description, ToDoubleFunction<Backlog> size) {
    Gauge.builder(PREFIX + name, backlog, size).description(description).register(registry);
  }
}
