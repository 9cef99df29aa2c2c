package dev.unmask.classify.topology.alert;

import static dev.unmask.classify.alert.CaseVerdicts.fingerprint;
import static dev.unmask.classify.alert.CaseVerdicts.verdict;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.unmask.avro.Disposition;
import dev.unmask.avro.DispositionKind;
import dev.unmask.avro.HostCounts;
import dev.unmask.avro.Severity;
import dev.unmask.avro.Verdict;
import dev.unmask.avro.VerdictKind;
import dev.unmask.classify.alert.Budget;
import dev.unmask.classify.alert.CaseRow;
import dev.unmask.classify.alert.Filing;
import dev.unmask.classify.alert.GateRow;
import dev.unmask.classify.alert.Matter;
import dev.unmask.classify.alert.Overflow;
import dev.unmask.classify.alert.Told;
import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class AlertFormatsTest {

  private static final Instant AT = Instant.ofEpochMilli(1_767_225_600_123L);

  /** Every text as long as it gets, in letters of three bytes. */
  private static Verdict largest() {
    Verdict verdict = verdict(1, VerdictKind.VPN_CAMOUFLAGE, "acme", 8_231);
    Map<String, Long> networks = new HashMap<>();
    for (int i = 0; i < 40; i++) {
      networks.put("AS42949672" + (50 + i), Long.MAX_VALUE);
    }
    return Verdict.newBuilder(verdict)
        .setHosts(HostCounts.newBuilder(verdict.getHosts()).setByNetwork(networks).build())
        .setSubject("\u20ac".repeat(1_000))
        .setIssuer("\u20ac".repeat(1_000))
        .setExplanation("x".repeat(20_000))
        .build();
  }

  private static Disposition disposition() {
    return Disposition.newBuilder()
        .setKind(DispositionKind.ALLOWED)
        .setBy("ada")
        .setWhy("ours")
        .setAt(AT)
        .setUntil(AT)
        .setSeverity(Severity.HIGH)
        .setHosts(7L)
        .build();
  }

  static Stream<ToCase> messages() {
    return Stream.of(
        new ToCase.Filed(Filing.of(largest(), "ab".repeat(32)), Matter.of(largest()), AT),
        new ToCase.Withdrawn(fingerprint(7)),
        new ToCase.Decided(Optional.of(disposition())),
        new ToCase.Decided(Optional.of(Disposition.newBuilder().build())),
        new ToCase.Decided(Optional.empty()));
  }

  @ParameterizedTest
  @MethodSource("messages")
  void a_message_to_a_case_survives(ToCase message) {
    ToCaseCodec codec = new ToCaseCodec();

    assertThat(codec.decode(codec.encode(message))).isEqualTo(message);
  }

  @ParameterizedTest
  @EnumSource
  void a_case_survives_and_takes_less_than_four_kibibytes(CaseRow.State state) {
    CaseRow row =
        new CaseRow(
            Matter.of(largest()),
            state,
            7,
            Optional.of(AT),
            Optional.of(AT),
            Optional.of(
                new Told(
                    AT,
                    Severity.MEDIUM,
                    998,
                    9,
                    2,
                    Optional.of(AT),
                    Optional.of(DispositionKind.ACKNOWLEDGED))));
    byte[] bytes = new CaseRowFormat().encode(row);

    assertThat(new CaseRowFormat().decode(bytes)).isEqualTo(row);
    assertThat(bytes.length).isLessThan(4 << 10);
  }

  @Test
  void the_gate_survives() {
    Overflow.Withheld one = new Overflow.Withheld("a case", "t".repeat(300), Severity.CRITICAL, 1L);
    GateRow gate =
        new GateRow(
            new Budget(AT),
            new Overflow(Optional.of(AT), AT, 90, 80, AT, 3, Collections.nCopies(10, one)));
    byte[] bytes = new GateRowFormat().encode(gate);

    assertThat(new GateRowFormat().decode(bytes)).isEqualTo(gate);
    assertThat(bytes.length).isLessThan(4 << 10);
  }

  @Test
  void what_a_fingerprint_is_filed_under_survives() {
    FiledStore.Row row = new FiledStore.Row("328f544d-ecb3-5a4f-8cf1-29555a643b5f", -7);

    assertThat(new FiledStore.Format().decode(new FiledStore.Format().encode(row))).isEqualTo(row);
  }

  @Test
  void figures_of_the_largest_verdict_take_some_hundred_bytes() {
    ToCase.Filed filed =
        new ToCase.Filed(Filing.of(largest(), "ab".repeat(32)), Matter.of(largest()), AT);

    assertThat(filed.filing().byNetwork()).hasSize(20);
    assertThat(new ToCaseCodec().encode(filed).length).isLessThan(5 << 10);
  }

  @Test
  void what_somebody_writes_of_a_decision_is_cut() {
    Disposition wordy =
        Disposition.newBuilder()
            .setBy("a".repeat(5_000))
            .setWhy("\ud83d\ude00".repeat(900))
            .build();

    ToCase.Decided decided = (ToCase.Decided) Decisions.of(Optional.of(wordy));

    assertThat(decided.disposition().orElseThrow().getBy()).hasSize(100);
    assertThat(decided.disposition().orElseThrow().getWhy()).hasSize(1_000);
  }

  @Test
  void another_version_is_refused() {
    byte[] bytes = new ToCaseCodec().encode(new ToCase.Withdrawn(fingerprint(7)));
    bytes[0] = 99;

    assertThatIllegalStateException()
        .isThrownBy(() -> new ToCaseCodec().decode(bytes))
        .withMessageContaining("format version 99");
  }

  @Test
  void every_word_of_the_contract_has_a_code() {
    assertThat(AlertFields.SEVERITIES).containsExactlyInAnyOrder(Severity.values());
    assertThat(AlertFields.RULINGS).containsExactlyInAnyOrder(DispositionKind.values());
    assertThat(CaseRowFormat.STATES).containsExactlyInAnyOrder(CaseRow.State.values());
  }
}
