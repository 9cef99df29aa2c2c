package dev.unmask.enrich.probe.application;

import static org.assertj.core.api.Assertions.assertThat;

import dev.unmask.avro.ApplicationAnswer;
import dev.unmask.enrich.probe.application.AnswerReader.Progress;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What answers the search of the root DSE, and what does not. */
class LdapReaderTest {

  /** An entry with one attribute, defaultNamingContext: DC=example. */
  static final String ENTRY =
      "302f020101642a040030263024041464656661756c744e616d696e67436f6e74"
          + "657874310c040a44433d6578616d706c65";

  /** A searchResDone, result code 0. */
  static final String DONE = "300c02010165070a010004000400";

  /** A searchResDone with the code operationsError. */
  static final String REFUSED = "300c02010165070a010104000400";

  /** A notice of disconnection. */
  static final String NOTICE =
      "3024020100781f0a0134040004008a16312e332e362e312e342e312e31343636" + "2e3230303336";

  private final LdapReader reader = new LdapReader();

  @Test
  void entry_and_its_end_are_a_result_that_shows_the_naming_context() {
    assertThat(read(ENTRY)).isEqualTo(Progress.MORE);
    assertThat(read(DONE)).isEqualTo(Progress.COMPLETE);

    assertThat(reader.answer().kind()).isEqualTo(ApplicationAnswer.LDAP_RESULT);
    assertThat(reader.answer().detail()).isEqualTo("naming context DC=example");
  }

  @Test
  void single_bytes_say_the_same() {
    byte[] all = HexFormat.of().parseHex(ENTRY + DONE);
    for (int i = 0; i < all.length - 1; i++) {
      assertThat(reader.read(new byte[] {all[i]})).isEqualTo(Progress.MORE);
    }

    assertThat(reader.read(new byte[] {all[all.length - 1]})).isEqualTo(Progress.COMPLETE);
    assertThat(reader.content()).isEqualTo(all);
  }

  @ParameterizedTest
  @ValueSource(strings = {REFUSED, NOTICE})
  void refusal_and_notice_are_results_too(String hex) {
    assertThat(read(hex)).isEqualTo(Progress.COMPLETE);

    assertThat(reader.answer().kind()).isEqualTo(ApplicationAnswer.LDAP_RESULT);
    assertThat(reader.answer().detail()).startsWith("result code ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "485454502f312e3120343030", // HTTP
        "300c02010265070a010004000400", // another message's number
        "300c02010161070a010004000400", // a bindResponse
        "300c02010165070a010004000401", // cut within
        "300d02010165070a01000400040000", // something left
        "3080020101", // of indefinite length
        "30847fffffff020101", // endless
        "30030201ff", // of negative number
      })
  void anything_else_is_foreign(String hex) {
    assertThat(read(hex)).isEqualTo(Progress.FOREIGN);

    assertThat(reader.answer().kind()).isEqualTo(ApplicationAnswer.OTHER_BYTES);
  }

  @Test
  void endless_entries_end_at_the_limit() {
    Progress progress = Progress.MORE;
    for (int i = 0; i < 10_000 && progress == Progress.MORE; i++) {
      progress = read(ENTRY);
    }

    assertThat(progress).isEqualTo(Progress.FOREIGN);
    assertThat(reader.content()).hasSize(LdapReader.MOST);
    assertThat(reader.answer().kind()).isEqualTo(ApplicationAnswer.LDAP_RESULT);
  }

  /** Seeded, so that a failure repeats. */
  @Test
  void whatever_comes_is_survived() {
    Random random = new Random(4511);
    byte[] sample = HexFormat.of().parseHex(ENTRY + DONE + NOTICE);
    for (int round = 0; round < 50_000; round++) {
      byte[] mutant = sample.clone();
      for (int changes = random.nextInt(3); changes >= 0; changes--) {
        mutant[random.nextInt(mutant.length)] = (byte) random.nextInt();
      }
      LdapReader mutated = new LdapReader();

      mutated.read(mutant);

      assertThat(mutated.answer().detail()).hasSizeLessThan(512);
    }
  }

  private Progress read(String hex) {
    return reader.read(HexFormat.of().parseHex(hex));
  }
}
