package dev.unmask.ingest;

import static dev.unmask.ingest.record.RecordText.aRecord;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class DryRunTest {

  @TempDir private Path directory;

  @Test
  void a_file_without_fault_is_sound() throws Exception {
    String file = file("a", (aRecord().line() + "\n").repeat(3));

    DryRun.Outcome outcome = run(file);

    assertThat(outcome.sound()).isTrue();
    assertThat(outcome.refusals()).isEmpty();
    assertThat(outcome.files()).singleElement().extracting(FileReport::published).isEqualTo(3L);
  }

  @Test
  void reasons_that_differ_in_numbers_alone_are_one_with_the_place_of_the_first() throws Exception {
    String file =
        file(
            "a",
            String.join(
                "\n",
                aRecord().line(),
                aRecord().with("port", "70000").line(),
                aRecord().with("port", "70001").line(),
                "nonsense"));

    DryRun.Outcome outcome = run(file);

    assertThat(outcome.sound()).isFalse();
    assertThat(outcome.files()).singleElement().extracting(FileReport::dead).isEqualTo(3L);
    DryRun.Refusal port = outcome.refusals().get(0);
    assertThat(port.count()).isEqualTo(2);
    assertThat(port.reason()).isEqualTo("port: expected 0 to 65535, got '70000'");
    int column = aRecord().with("port", "70000").line().indexOf("70000") + 1;
    assertThat(port.first()).isEqualTo(file + ":2:" + column);
    assertThat(outcome.refusals().get(1).first()).startsWith(file + ":4:");
  }

  @Test
  void a_file_that_is_not_there_or_breaks_off_is_a_problem_and_the_next_is_read() throws Exception {
    String none = directory.resolve("none").toString();
    String cut = file("cut.gz", "\u001f");
    Files.write(Path.of(cut), new byte[] {0x1F, (byte) 0x8B, 8, 0});

    DryRun.Outcome outcome = run(none, cut, file("a", aRecord().line()));

    assertThat(outcome.sound()).isFalse();
    assertThat(outcome.files().get(0).problem()).contains(none + ": there is no such file");
    assertThat(outcome.files().get(1).problem()).contains(cut + ": gzip data break off");
    assertThat(outcome.files().get(2).published()).isEqualTo(1);
  }

  @Test
  void standard_input_can_be_looked_through_too() throws Exception {
    InputStream in = new ByteArrayInputStream(aRecord().bytes());

    DryRun.Outcome outcome = new DryRun(IngestSettings.defaults(List.of("-")), in).run();

    assertThat(outcome.files()).singleElement().extracting(FileReport::published).isEqualTo(1L);
  }

  @Test
  void what_has_no_end_cannot_be() {
    Feed endless = new Feed.Folder(directory, Duration.ofSeconds(1));

    assertThatThrownBy(
            () -> new DryRun(IngestSettings.defaults(endless), InputStream.nullInputStream()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("--dry-run");
  }

  private static DryRun.Outcome run(String... files) throws IOException, InterruptedException {
    return new DryRun(IngestSettings.defaults(List.of(files)), InputStream.nullInputStream()).run();
  }

  private String file(String name, String content) throws IOException {
    return Files.write(directory.resolve(name), content.getBytes(UTF_8)).toString();
  }
}
