package dev.unmask.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.unmask.app.settings.SettingSources;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class CommandLinesTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int run(Map<String, String> environment, String... arguments) {
    return CommandLines.run(
        arguments, environment, new PrintWriter(out, true), new PrintWriter(err, true));
  }

  private int run(String... arguments) {
    return run(Map.of(), arguments);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "nonsense",
        "topics",
        "ingest",
        "ingest --dry-run --watch .",
        "ingest x --watch .",
        "ingest --watch . --again",
        "ingest --watch . --stream https://stream.example.org/banners",
        "ingest --format nmap x",
        "ingest x --stream https://stream.example.org/banners",
        "ingest --stream http://stream.example.org/banners",
        "ingest --stream https://stream.example.org/banners?key=x",
        "ingest --stream https://stream.example.org/banners --stream-silence 0",
        "ingest --stream https://stream.example.org/banners --stream-key x",
        "probe",
        "explain",
        "demo --scale 0",
        "demo --scale much",
        "demo --format csv",
        "lab",
        "lab score --seed many",
        "lab score --format csv",
        "lab score --only nobody",
        "enrich --contact nobody",
        "enrich --scope owner:nobody",
        "enrich --scope planet:earth",
        "enrich --in-flight 0",
        "enrich --tier 3",
        "enrich --tier 9",
        "enrich --sample-twins -1",
        "enrich --asn-rate 0",
        "enrich --reprobe-after P31D",
        "enrich --confirm-scope -1",
        "probing-txt",
        "probing-txt --contact nobody",
        "probing-txt --contact a@example.org --expires 2020-01-01T00:00:00Z",
        "probing-txt --contact a@example.org --expires tomorrow",
        "enrich --host-deadline soon",
        "classify --threads 0",
        "classify --alert-hosts 0",
        "classify --alert-kinds INCONCLUSIVE",
        "classify --alert-format cef",
        "classify --alerts-per-hour 0",
        "ack",
        "ack 192.0.2.7",
        "ack AS64500 --list",
        "suppress AS64500 --until 2020-01-01",
        "allow AS64500 --until forever",
        "report 1073570f79136511 --format pdf",
        "verdicts --kind GOOD",
        "verdicts --since yesterday",
        "verdicts --prefix no/good",
        "replay --from 2026-11-24 --to 2026-11-23",
        "replay --format csv",
        "replay --partitions 0",
        "replay --threads 0",
        "replay --trust-roots x.pem",
        "replay --expire-after P30D",
        "replay --expire-after PT1H --to 2026-11-23",
        "explain 192.0.2.7 --format csv",
        "explain example.org",
        "topics create --partitions 0",
        "up --broker-port 99999",
        "probe 192.0.2.7",
        "probe 192.0.2.7:99999 --contact mailto:a@example.org",
        "analyze x --explain --format json"
      })
  void wrong_usage_is_two_with_the_mistake_and_where_help_is(String line) {
    int status = run(line.isEmpty() ? new String[0] : line.split(" "));

    assertThat(status).isEqualTo(2);
    assertThat(out.toString()).isEmpty();
    assertThat(err.toString()).startsWith("unmask: ").containsAnyOf("--help'", "Did you mean");
  }

  @Test
  void a_probe_description_goes_to_standard_output_or_a_file(@TempDir Path directory)
      throws IOException {
    Path file = directory.resolve("probing.txt");
    assertThat(run("probing-txt", "--contact", "a@example.org")).isZero();
    assertThat(run("probing-txt", "--contact", "a@example.org", "--output", file.toString()))
        .isZero();

    assertThat(out.toString()).startsWith("Contact: mailto:a@example.org\nExpires: 20");
    assertThat(Files.readAllLines(file)).first().isEqualTo("Contact: mailto:a@example.org");
  }

  @Test
  void a_failure_is_one_in_a_sentence() {
    assertThat(run("health", "http://127.0.0.1:1")).isEqualTo(1);
    assertThat(err.toString()).startsWith("unmask: ").doesNotContain("\tat ");
  }

  @Test
  void verbose_says_where_a_failure_came_from() {
    assertThat(run("health", "-v", "http://127.0.0.1:1")).isEqualTo(1);
    assertThat(err.toString()).contains("\tat dev.unmask.app.command.HealthCommand");
  }

  @Test
  void version_and_help_are_results() {
    assertThat(run("--version")).isZero();
    assertThat(run("--help")).isZero();
    assertThat(out.toString()).startsWith("unmask ").contains("Usage: unmask");
    assertThat(err.toString()).isEmpty();
  }

  static Stream<List<String>> everyCommand() {
    return commands(CommandLines.build(new SettingSources(Map.of(), Map.of())), List.of());
  }

  private static Stream<List<String>> commands(CommandLine command, List<String> path) {
    Stream<List<String>> below =
        command.getSubcommands().entrySet().stream()
            .flatMap(
                child ->
                    commands(
                        child.getValue(),
                        Stream.concat(path.stream(), Stream.of(child.getKey())).toList()));
    return Stream.concat(Stream.of(path), below);
  }

  @ParameterizedTest
  @MethodSource("everyCommand")
  void every_command_helps_within_the_width_of_a_page(List<String> command) {
    int status = run(Stream.concat(command.stream(), Stream.of("--help")).toArray(String[]::new));

    assertThat(status).isZero();
    assertThat(out.toString().lines()).allMatch(line -> line.length() <= 120);
    assertThat(out.toString())
        .contains("--help")
        .doesNotContain("Default: ${", "Default: .", "null");
  }

  @ParameterizedTest
  @MethodSource("everyCommand")
  void every_command_that_does_something_has_examples(List<String> command) {
    CommandLine found = CommandLines.build(new SettingSources(Map.of(), Map.of()));
    for (String name : command) {
      found = found.getSubcommands().get(name);
    }

    if (found.getSubcommands().isEmpty()) {
      assertThat(found.getCommandSpec().usageMessage().footer())
          .allMatch(line -> line.startsWith("  "))
          .isNotEmpty();
    }
  }

  @Test
  void every_command_is_in_the_list_of_commands() {
    run("--help");

    assertThat(everyCommand().filter(path -> path.size() == 1))
        .allMatch(path -> out.toString().contains("\n  " + path.get(0) + " "));
  }

  @Test
  void an_unknown_setting_in_the_file_stops_the_start(@TempDir Path directory) throws IOException {
    Path file =
        Files.writeString(directory.resolve("unmask.properties"), "bootstrap-sever = x:1\n");

    assertThat(run("topics", "describe", "--config", file.toString())).isEqualTo(2);
    assertThat(err.toString()).contains("no command has a setting bootstrap-sever");
  }

  @Test
  void a_settings_file_that_is_not_there_stops_the_start() {
    assertThat(run("demo", "--config", "/nowhere/unmask.properties")).isEqualTo(2);
    assertThat(err.toString()).contains("/nowhere/unmask.properties");
  }

  @Test
  void an_unknown_variable_is_told_of() {
    assertThat(run(Map.of("UNMASK_SCOPES", "everything"), "--version")).isZero();
    assertThat(err.toString()).contains("UNMASK_SCOPES");
  }

  @Test
  void a_wrong_value_from_the_environment_is_wrong_usage() {
    assertThat(run(Map.of("UNMASK_SCALE", "much"), "demo")).isEqualTo(2);
    assertThat(err.toString()).contains("--scale");
  }

  @Test
  void a_key_among_the_arguments_is_refused_and_not_shown() {
    String url = "https://stream.example.org/banners";

    assertThat(run("ingest", "--stream", url, "--stream-key", "canary")).isEqualTo(2);
    assertThat(err.toString()).contains("UNMASK_STREAM_KEY").doesNotContain("canary");
    assertThat(run("ingest", "--stream", url + "?key=canary")).isEqualTo(2);
    assertThat(err.toString()).doesNotContain("canary");
  }

  @Test
  void a_key_in_the_environment_is_taken_and_not_shown() {
    Map<String, String> environment = Map.of("UNMASK_STREAM_KEY", "canary with spaces");

    assertThat(run(environment, "ingest", "--stream", "https://stream.example.org/b")).isEqualTo(2);
    assertThat(err.toString()).contains("the stream's key").doesNotContain("canary");
    assertThat(run(environment, "ingest", "--help")).isZero();
    assertThat(out.toString()).doesNotContain("canary");
  }

  @Test
  void the_format_of_results_in_the_environment_is_not_that_of_a_feed(@TempDir Path directory)
      throws IOException {
    String shodan =
        "{\"ip_str\":\"192.0.2.7\",\"port\":443,\"timestamp\":\"2026-11-23T05:06:07.890123\"}\n";
    String file = Files.writeString(directory.resolve("feed"), shodan).toString();

    assertThat(run(Map.of("UNMASK_FORMAT", "json"), "ingest", "--dry-run", file)).isZero();
    assertThat(run(Map.of("UNMASK_FEED_FORMAT", "zgrab2"), "ingest", "--dry-run", file))
        .isEqualTo(1);
    assertThat(run("ingest", "--dry-run", "--format", "zgrab2", file)).isEqualTo(1);
  }

  @Test
  void a_dry_run_says_what_would_be_published_and_contacts_nobody(@TempDir Path directory)
      throws IOException {
    String good =
        "{\"ip_str\":\"192.0.2.7\",\"port\":443,\"timestamp\":\"2026-11-23T05:06:07.890123\"}\n";
    Path sound = Files.writeString(directory.resolve("sound"), good);
    Path faulty = Files.writeString(directory.resolve("faulty"), good + "\u001b[2J\n");

    assertThat(run("ingest", "--dry-run", sound.toString())).isZero();
    assertThat(run("ingest", "--dry-run", sound.toString(), faulty.toString())).isEqualTo(1);
    assertThat(out.toString())
        .containsPattern("faulty +2 +1 +1")
        .contains("WHY")
        .contains(faulty + ":2:2")
        .doesNotContain("\u001b");
  }
}
