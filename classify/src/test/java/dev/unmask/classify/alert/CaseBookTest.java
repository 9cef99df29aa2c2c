package dev.unmask.classify.alert;

import static dev.unmask.classify.alert.CaseVerdicts.caseId;
import static dev.unmask.classify.alert.CaseVerdicts.fingerprint;
import static dev.unmask.classify.alert.CaseVerdicts.verdict;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.unmask.avro.Disposition;
import dev.unmask.avro.DispositionKind;
import dev.unmask.avro.HostCounts;
import dev.unmask.avro.Severity;
import dev.unmask.avro.Verdict;
import dev.unmask.avro.VerdictKind;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CaseBookTest {

  private static final Instant BEGIN = Instant.parse("2026-11-24T08:00:00Z");
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final Duration HOUR = Duration.ofHours(1);
  private static final Duration DAY = Duration.ofDays(1);
  private static final String RELAYS = caseId(VerdictKind.TLS_RELAY, "acme");

  private MemoryCases store = new MemoryCases();
  private CaseBook book = new CaseBook(AlertPolicy.defaults(), store);
  private Instant now = BEGIN;

  private void file(Verdict verdict) {
    book.file(verdict.getCaseId(), Filing.of(verdict, "ab".repeat(32)), Matter.of(verdict), now);
  }

  private void relays(long number, long hosts) {
    file(verdict(number, VerdictKind.TLS_RELAY, "acme", hosts));
  }

  private List<Alert> pass(Duration time) {
    List<Alert> alerts = new ArrayList<>(book.turn(now));
    Instant end = now.plus(time);
    while (now.isBefore(end)) {
      now = now.plus(MINUTE);
      alerts.addAll(book.turn(now));
    }
    return alerts;
  }

  private Alert one(List<Alert> alerts) {
    assertThat(alerts).hasSize(1);
    return alerts.get(0);
  }

  private static Disposition decided(DispositionKind kind) {
    return Disposition.newBuilder().setKind(kind).setBy("ada").setWhy("known").build();
  }

  /** By somebody who knew of a severity of MEDIUM and so many hosts. */
  private static Disposition acknowledged(long hosts) {
    return Disposition.newBuilder(decided(DispositionKind.ACKNOWLEDGED))
        .setSeverity(Severity.MEDIUM)
        .setHosts(hosts)
        .build();
  }

  private void decide(String key, DispositionKind kind) {
    book.rule(key, Optional.of(decided(kind)));
  }

  private void open(long hosts) {
    relays(1, hosts);
    assertThat(one(pass(MINUTE)).action()).isEqualTo(AlertAction.CREATE);
  }

  @Test
  void a_case_that_stands_for_a_minute_makes_one_alert() {
    relays(1, 10);

    assertThat(book.turn(now)).isEmpty();
    Alert alert = one(pass(DAY));

    assertThat(alert.action()).isEqualTo(AlertAction.CREATE);
    assertThat(alert.caseId()).isEqualTo(RELAYS);
    assertThat(alert.at()).isEqualTo(BEGIN.plus(MINUTE));
    assertThat(alert.title()).isEqualTo("Relays wear a certificate of acme, 10 hosts");
    assertThat(alert.status()).isEqualTo(Alert.Status.NEW);
  }

  @Test
  void a_verdict_that_does_not_last_makes_no_alert() {
    file(verdict(1, VerdictKind.KEY_COMPROMISE, "acme", 10));
    book.turn(now);
    book.withdraw(caseId(VerdictKind.KEY_COMPROMISE, "acme"), fingerprint(1));

    assertThat(pass(DAY)).isEmpty();
    assertThat(store.size()).isZero();
  }

  @Test
  void certificates_of_one_case_make_one_alert() {
    for (int number = 0; number < 100; number++) {
      relays(number, 1);
    }

    Alert alert = one(pass(DAY));

    assertThat(alert.standing().hosts()).isEqualTo(100);
    assertThat(alert.standing().fingerprints()).isEqualTo(100);
    assertThat(alert.standing().largest()).hasSize(10);
  }

  @Test
  void genuine_hosts_are_not_counted() {
    Verdict verdict = verdict(1, VerdictKind.TLS_RELAY, "acme", 10);
    HostCounts hosts =
        HostCounts.newBuilder(verdict.getHosts()).setByRole(Map.of("GENUINE", 6L)).build();
    file(Verdict.newBuilder(verdict).setHosts(hosts).build());

    assertThat(one(pass(DAY)).standing().hosts()).isEqualTo(4);
  }

  @Test
  void too_few_hosts_make_no_alert_unless_a_key_is_stolen() {
    relays(1, 1);
    file(verdict(2, VerdictKind.KEY_COMPROMISE, "acme", 1));

    assertThat(one(pass(DAY)).rule()).isEqualTo("KEY_COMPROMISE");
  }

  @Test
  void it_is_told_again_when_its_hosts_have_doubled_and_at_most_once_an_hour() {
    open(10);

    relays(1, 19);
    assertThat(pass(DAY)).isEmpty();
    for (int hosts = 20; hosts <= 200; hosts += 20) {
      relays(1, hosts);
      pass(MINUTE);
    }
    List<Alert> alerts = pass(DAY);

    assertThat(alerts).extracting(Alert::action).containsOnly(AlertAction.UPDATE);
    assertThat(one(alerts).standing().hosts()).isEqualTo(200);
  }

  @Test
  void it_is_closed_when_it_has_been_gone_for_an_hour() {
    open(10);

    book.withdraw(RELAYS, fingerprint(1));
    assertThat(pass(HOUR.minus(MINUTE))).isEmpty();
    Alert alert = one(pass(DAY));

    assertThat(alert.action()).isEqualTo(AlertAction.CLOSE);
    assertThat(alert.status()).isEqualTo(Alert.Status.RESOLVED);
    assertThat(alert.severity()).isEqualTo(Severity.MEDIUM);
  }

  @Test
  void verdicts_that_come_and_go_within_the_hour_change_nothing() {
    open(10);

    for (int i = 0; i < 50; i++) {
      book.withdraw(RELAYS, fingerprint(1));
      assertThat(pass(Duration.ofMinutes(20))).isEmpty();
      relays(1, 10);
      assertThat(pass(Duration.ofMinutes(20))).isEmpty();
    }
  }

  @Test
  void what_was_closed_and_stands_again_is_the_same_alert_opened_again() {
    open(10);
    book.withdraw(RELAYS, fingerprint(1));
    pass(DAY);

    relays(2, 10);
    Alert alert = one(pass(DAY));

    assertThat(alert.action()).isEqualTo(AlertAction.REOPEN);
    assertThat(alert.caseId()).isEqualTo(RELAYS);
    assertThat(alert.sequence()).isEqualTo(3);
  }

  @Test
  void a_closed_case_without_verdicts_is_forgotten_after_thirty_days() {
    open(10);
    book.withdraw(RELAYS, fingerprint(1));
    pass(DAY);
    assertThat(store.size()).isOne();

    now = now.plus(CaseBook.REMEMBERED);
    assertThat(pass(MINUTE)).isEmpty();
    assertThat(store.size()).isZero();
  }

  @Test
  void what_is_acknowledged_is_told_as_such_and_then_grows_in_silence() {
    open(10);

    decide(RELAYS, DispositionKind.ACKNOWLEDGED);
    Alert alert = one(pass(MINUTE));
    relays(1, 1_000);

    assertThat(alert.action()).isEqualTo(AlertAction.UPDATE);
    assertThat(alert.status()).isEqualTo(Alert.Status.IN_PROGRESS);
    assertThat(alert.reason()).isEqualTo("acknowledged by ada: known");
    assertThat(pass(DAY)).isEmpty();
  }

  @Test
  void a_materially_worse_verdict_opens_what_was_acknowledged_again() {
    open(10);
    book.rule(RELAYS, Optional.of(acknowledged(10L)));
    pass(MINUTE);

    relays(1, 19);
    assertThat(pass(DAY)).isEmpty();
    relays(1, 20);

    assertThat(one(pass(DAY)).action()).isEqualTo(AlertAction.REOPEN);
  }

  @Test
  void another_verdict_on_what_was_acknowledged_is_another_case_and_a_graver_one_tells() {
    book.rule(fingerprint(1), Optional.of(acknowledged(10L)));
    relays(1, 10);
    assertThat(pass(DAY)).isEmpty();

    book.withdraw(RELAYS, fingerprint(1));
    file(verdict(1, VerdictKind.KEY_COMPROMISE, "acme", 10));

    assertThat(one(pass(DAY)).severity()).isEqualTo(Severity.CRITICAL);
  }

  @ParameterizedTest
  @EnumSource(names = {"SUPPRESSED", "ALLOWED"})
  void what_is_suppressed_or_allowed_is_closed_at_once_and_stays_so(DispositionKind kind) {
    open(10);

    decide(RELAYS, kind);
    Alert alert = one(pass(Duration.ZERO));
    relays(1, 1_000);

    assertThat(alert.action()).isEqualTo(AlertAction.CLOSE);
    assertThat(alert.status()).isEqualTo(Alert.Status.SUPPRESSED);
    assertThat(pass(DAY)).isEmpty();
  }

  @Test
  void a_decision_holds_until_it_is_over() {
    Disposition forToday =
        Disposition.newBuilder(decided(DispositionKind.SUPPRESSED))
            .setUntil(BEGIN.plus(DAY))
            .build();
    book.rule(RELAYS, Optional.of(forToday));
    relays(1, 10);

    assertThat(pass(DAY.minus(MINUTE))).isEmpty();
    assertThat(one(pass(DAY)).action()).isEqualTo(AlertAction.CREATE);
  }

  @Test
  void a_decision_can_be_taken_back() {
    decide(RELAYS, DispositionKind.SUPPRESSED);
    relays(1, 10);
    pass(DAY);

    book.rule(RELAYS, Optional.empty());

    assertThat(one(pass(DAY)).action()).isEqualTo(AlertAction.CREATE);
  }

  @Test
  void a_certificate_or_its_key_that_is_allowed_does_not_count() {
    decide(fingerprint(1), DispositionKind.ALLOWED);
    relays(1, 100);
    relays(2, 10);
    Alert alert = one(pass(DAY));
    assertThat(alert.standing().hosts()).isEqualTo(10);
    assertThat(alert.standing().setAside()).isEqualTo(100);

    decide("ab".repeat(32), DispositionKind.ALLOWED);

    assertThat(one(pass(DAY)).action()).isEqualTo(AlertAction.CLOSE);
  }

  @Test
  void hosts_in_an_allowed_network_do_not_count() {
    decide("AS64500", DispositionKind.ALLOWED);
    relays(1, 100);

    assertThat(one(pass(DAY)).standing().hosts()).isEqualTo(50);
  }

  @Test
  void owners_own_network_that_is_allowed_hides_nobody_elsewhere() {
    Verdict stolen = verdict(1, VerdictKind.KEY_COMPROMISE, "acme", 100);
    decide("AS64502", DispositionKind.ALLOWED);
    file(
        Verdict.newBuilder(stolen)
            .setHosts(
                HostCounts.newBuilder(stolen.getHosts())
                    .setTotal(400)
                    .setByRole(Map.of("GENUINE", 300L, "KEY_HOLDER", 100L))
                    .setByNetwork(Map.of("AS64500", 50L, "AS64501", 50L, "AS64502", 300L))
                    .build())
            .build());

    assertThat(one(pass(DAY)).standing().hosts()).isEqualTo(100);
  }

  @Test
  void decisions_outlive_a_restart_and_so_does_what_was_told() {
    open(10);
    decide(caseId(VerdictKind.IMPERSONATION, "acme"), DispositionKind.SUPPRESSED);

    book = new CaseBook(AlertPolicy.defaults(), store);
    file(verdict(3, VerdictKind.IMPERSONATION, "acme", 10));

    assertThat(pass(DAY)).isEmpty();
  }

  @Test
  void a_state_that_is_built_anew_gives_the_same_ids() {
    relays(1, 10);
    Alert before = one(pass(DAY));

    book = new CaseBook(AlertPolicy.defaults(), new MemoryCases());
    relays(1, 10);
    Alert after = one(pass(DAY));

    assertThat(after.caseId()).isEqualTo(before.caseId());
    assertThat(after.eventId()).isEqualTo(before.eventId());
  }

  @Test
  void a_case_that_was_forgotten_makes_no_event_again_that_it_has_made() {
    List<Alert> alerts = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      relays(1, 10);
      alerts.addAll(pass(DAY));
      book.withdraw(RELAYS, fingerprint(1));
      alerts.addAll(pass(DAY));
      now = now.plus(CaseBook.REMEMBERED);
      assertThat(pass(MINUTE)).isEmpty();
      assertThat(store.size()).isZero();
    }

    assertThat(alerts)
        .extracting(Alert::action)
        .containsExactly(
            AlertAction.CREATE,
            AlertAction.CLOSE,
            AlertAction.CREATE,
            AlertAction.CLOSE,
            AlertAction.CREATE,
            AlertAction.CLOSE);
    assertThat(alerts).extracting(Alert::eventId).doesNotHaveDuplicates();
    assertThat(alerts).extracting(Alert::sequence).containsExactly(1L, 2L, 3L, 4L, 5L, 6L);
  }

  @Test
  void a_close_is_another_one_than_before_a_state_was_built_anew() {
    open(10);
    book.withdraw(RELAYS, fingerprint(1));
    Alert before = one(pass(DAY));

    book = new CaseBook(AlertPolicy.defaults(), new MemoryCases());
    file(
        Verdict.newBuilder(verdict(1, VerdictKind.TLS_RELAY, "acme", 10)).setLastSeen(now).build());
    pass(DAY);
    book.withdraw(RELAYS, fingerprint(1));
    Alert after = one(pass(DAY));

    assertThat(after.action()).isEqualTo(AlertAction.CLOSE);
    assertThat(after.sequence()).isEqualTo(before.sequence());
    assertThat(after.eventId()).isNotEqualTo(before.eventId());
  }

  @Test
  void events_of_one_case_have_ids_of_their_own() {
    open(10);
    List<Alert> alerts = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      decide(RELAYS, DispositionKind.SUPPRESSED);
      alerts.addAll(pass(HOUR));
      book.rule(RELAYS, Optional.empty());
      alerts.addAll(pass(HOUR));
    }

    assertThat(alerts).hasSize(10).extracting(Alert::eventId).doesNotHaveDuplicates();
  }

  /** The live epoch tells of another case: so it is at work. */
  private void theLiveOneIsAtWork() {
    MemoryCases elsewhere = new MemoryCases();
    CaseBook live = new CaseBook(AlertPolicy.defaults(), elsewhere);
    Verdict other = verdict(77, VerdictKind.TLS_RELAY, "other", 10);
    live.file(other.getCaseId(), Filing.of(other, ""), Matter.of(other), now.minus(HOUR));
    book.file(other.getCaseId(), Filing.of(other, ""), Matter.of(other), now.minus(HOUR));
    live.turn(now.minus(MINUTE));
    live.turn(now);
    book.learn(other.getCaseId(), elsewhere.find(other.getCaseId()).orElseThrow());
  }

  @Test
  void an_epoch_that_is_not_live_tells_nothing_and_made_live_only_what_is_new() {
    book = new CaseBook(AlertPolicy.defaults().silent(), store);
    relays(1, 10);
    assertThat(pass(DAY)).isEmpty();
    theLiveOneIsAtWork();
    assertThat(pass(HOUR)).isEmpty();

    book = new CaseBook(AlertPolicy.defaults(), store);
    assertThat(pass(MINUTE)).isEmpty();
    file(verdict(2, VerdictKind.IMPERSONATION, "acme", 10));

    assertThat(one(pass(HOUR)).rule()).isEqualTo("IMPERSONATION");
  }

  @Test
  void what_fell_due_when_nobody_was_live_is_told_by_who_is_next() {
    relays(1, 10);
    assertThat(book.turn(now)).isEmpty();
    book = new CaseBook(AlertPolicy.defaults().silent(), store);
    assertThat(pass(HOUR)).as("the epoch that was live").isEmpty();

    MemoryCases next = new MemoryCases();
    book = new CaseBook(AlertPolicy.defaults().silent(), next);
    book.file(RELAYS, filing(10), matter(10), BEGIN);
    assertThat(pass(HOUR)).as("the one that is live next").isEmpty();
    book = new CaseBook(AlertPolicy.defaults(), next);

    assertThat(one(pass(DAY)).action()).isEqualTo(AlertAction.CREATE);
  }

  @Test
  void so_is_what_the_live_one_did_not_tell_while_it_still_gave_verdicts() {
    book = new CaseBook(AlertPolicy.defaults().silent(), store);
    relays(1, 10);
    pass(HOUR);
    file(verdict(77, VerdictKind.TLS_RELAY, "other", 10));
    pass(HOUR);

    book = new CaseBook(AlertPolicy.defaults(), store);

    assertThat(pass(HOUR)).extracting(Alert::caseId).contains(RELAYS);
  }

  @Test
  void so_is_what_became_worse_then_and_was_withheld_before() {
    book = new CaseBook(AlertPolicy.defaults().silent(), store);
    relays(1, 10);
    pass(HOUR);
    theLiveOneIsAtWork();
    pass(HOUR);
    relays(1, 1_000);
    assertThat(pass(HOUR)).isEmpty();

    book = new CaseBook(AlertPolicy.defaults(), store);

    assertThat(one(pass(MINUTE)).standing().hosts()).isEqualTo(1_000);
  }

  @Test
  void what_stood_long_before_the_last_that_is_public_is_not_told_by_an_epoch_that_just_began() {
    book = new CaseBook(AlertPolicy.defaults().silent(), store);
    book.file(RELAYS, filing(10), matter(10), BEGIN.minus(DAY));
    theLiveOneIsAtWork();
    book.turn(now);

    book = new CaseBook(AlertPolicy.defaults(), store);

    assertThat(pass(HOUR)).isEmpty();
  }

  private static Filing filing(long hosts) {
    return Filing.of(verdict(1, VerdictKind.TLS_RELAY, "acme", hosts), "ab".repeat(32));
  }

  private static Matter matter(long hosts) {
    return Matter.of(verdict(1, VerdictKind.TLS_RELAY, "acme", hosts));
  }

  @Test
  void made_live_it_goes_on_where_the_other_epoch_had_told_of_a_case() {
    open(10);
    CaseRow told = store.find(RELAYS).orElseThrow();

    store = new MemoryCases();
    book = new CaseBook(AlertPolicy.defaults().silent(), store);
    relays(1, 10);
    pass(DAY);
    book.learn(RELAYS, told);
    assertThat(pass(DAY)).isEmpty();

    book = new CaseBook(AlertPolicy.defaults(), store);
    assertThat(pass(DAY)).isEmpty();
    relays(1, 100);
    Alert next = one(pass(DAY));
    assertThat(next.action()).isEqualTo(AlertAction.UPDATE);
    assertThat(next.sequence()).isEqualTo(2);
  }

  @Test
  void an_epoch_that_is_not_live_any_more_leaves_its_summary_until_it_is_again() {
    for (int owner = 0; owner < 100; owner++) {
      file(verdict(owner, VerdictKind.TLS_RELAY, "owner" + owner, 10));
    }
    assertThat(pass(MINUTE)).extracting(Alert::rule).contains(Alert.WITHHELD);

    book = new CaseBook(AlertPolicy.defaults().silent(), store);
    assertThat(pass(DAY.plus(HOUR))).isEmpty();

    book = new CaseBook(AlertPolicy.defaults(), store);
    Alert summary = one(book.turn(now));
    assertThat(summary.rule()).isEqualTo(Alert.WITHHELD);
    assertThat(summary.action()).isEqualTo(AlertAction.CLOSE);
  }

  @Test
  void what_exceeds_the_budget_becomes_one_summary_with_the_worst_on_top() {
    for (int owner = 0; owner < 100; owner++) {
      file(verdict(owner, VerdictKind.TLS_RELAY, "owner" + owner, 10 + owner));
    }

    List<Alert> alerts = pass(Duration.ofMinutes(30));

    assertThat(alerts).hasSize(19);
    Alert summary = alerts.get(18);
    assertThat(summary.rule()).isEqualTo(Alert.WITHHELD);
    assertThat(summary.title()).startsWith("82 cases made no alert of their own");
    assertThat(alerts.get(0).standing().hosts()).isEqualTo(109);
  }

  @Test
  void a_quarter_of_the_budget_is_kept_for_what_is_grave() {
    for (int owner = 0; owner < 100; owner++) {
      file(verdict(owner, VerdictKind.TLS_RELAY, "owner" + owner, 10));
    }
    pass(Duration.ofMinutes(30));

    for (int owner = 0; owner < 100; owner++) {
      file(verdict(1_000 + owner, VerdictKind.KEY_COMPROMISE, "owner" + owner, 1));
    }

    assertThat(pass(Duration.ofMinutes(20)))
        .filteredOn(alert -> alert.action() == AlertAction.CREATE)
        .hasSize(6);
  }

  @Test
  void what_was_withheld_is_told_by_itself_once_it_is_worse_and_there_is_budget() {
    for (int owner = 0; owner < 100; owner++) {
      file(verdict(owner, VerdictKind.TLS_RELAY, "owner" + owner, 10 + owner));
    }
    pass(HOUR.multipliedBy(12));

    file(verdict(0, VerdictKind.TLS_RELAY, "owner0", 20));

    assertThat(one(pass(HOUR)).caseId()).isEqualTo(caseId(VerdictKind.TLS_RELAY, "owner0"));
  }

  @Test
  void what_was_withheld_and_is_acknowledged_grows_in_silence_until_materially_worse() {
    for (int owner = 0; owner < 100; owner++) {
      file(verdict(owner, VerdictKind.TLS_RELAY, "owner" + owner, 10 + owner));
    }
    pass(HOUR.multipliedBy(12));
    String withheld = caseId(VerdictKind.TLS_RELAY, "owner0");

    book.rule(withheld, Optional.of(acknowledged(30L)));
    file(verdict(0, VerdictKind.TLS_RELAY, "owner0", 59));
    assertThat(pass(HOUR)).isEmpty();

    file(verdict(0, VerdictKind.TLS_RELAY, "owner0", 60));
    assertThat(one(pass(HOUR)).caseId()).isEqualTo(withheld);
  }

  @Test
  void the_summary_ends_when_nothing_was_withheld_for_a_day() {
    for (int owner = 0; owner < 100; owner++) {
      file(verdict(owner, VerdictKind.TLS_RELAY, "owner" + owner, 10));
    }
    pass(HOUR);

    Alert end = one(pass(DAY.plus(DAY)));

    assertThat(end.rule()).isEqualTo(Alert.WITHHELD);
    assertThat(end.action()).isEqualTo(AlertAction.CLOSE);
  }

  @Test
  void a_clock_that_was_ahead_for_a_moment_holds_up_nothing() {
    now = BEGIN.plus(DAY.multipliedBy(3_650));
    open(10);
    for (int owner = 0; owner < 100; owner++) {
      file(verdict(owner, VerdictKind.TLS_RELAY, "owner" + owner, 10));
    }
    assertThat(pass(MINUTE)).as("17 and a summary").hasSize(18);

    now = BEGIN;
    relays(1, 20);
    file(verdict(200, VerdictKind.TLS_RELAY, "another", 10));

    assertThat(pass(MINUTE))
        .extracting(Alert::action, Alert::rule)
        .containsExactlyInAnyOrder(
            tuple(AlertAction.CREATE, "TLS_RELAY"),
            tuple(AlertAction.UPDATE, "TLS_RELAY"),
            tuple(AlertAction.CLOSE, Alert.WITHHELD));
  }

  @Test
  void an_acknowledgement_of_more_hosts_than_there_are_holds() {
    book.rule(RELAYS, Optional.of(acknowledged(Long.MAX_VALUE)));
    relays(1, 1_000_000);

    assertThat(pass(DAY)).isEmpty();
  }

  @Test
  void only_wanted_owners_make_alerts() {
    AlertPolicy all = AlertPolicy.defaults();
    book =
        new CaseBook(
            new AlertPolicy(true, all.format(), all.kinds(), Set.of("other"), 2, 1, all.after()),
            store);
    relays(1, 10);
    file(verdict(2, VerdictKind.TLS_RELAY, "other", 10));

    assertThat(one(pass(DAY)).matter().owner()).contains("other");
  }
}
