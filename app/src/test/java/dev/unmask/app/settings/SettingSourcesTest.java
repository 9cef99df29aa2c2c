package dev.unmask.app.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

class SettingSourcesTest {
  @Command(name = "tool")
  static final class Tool {
    @Option(names = "--metrics-host", defaultValue = "127.0.0.1")
    String host = "";

    @Option(names = "--scope", split = ",")
    List<String> scope = new ArrayList<>();

    @Option(names = "--allow-local")
    boolean allowLocal;
  }

  private static Tool parse(
      Map<String, String> environment, Map<String, String> file, String... arguments) {
    Tool tool = new Tool();
    new CommandLine(tool)
        .setDefaultValueProvider(new SettingSources(environment, file))
        .parseArgs(arguments);
    return tool;
  }

  private static final Map<String, String> ENVIRONMENT =
      Map.of("UNMASK_METRICS_HOST", "environment");
  private static final Map<String, String> FILE = Map.of("metrics-host", "file");

  @Test
  void a_flag_comes_first() {
    assertThat(parse(ENVIRONMENT, FILE, "--metrics-host", "flag").host).isEqualTo("flag");
  }

  @Test
  void then_the_environment() {
    assertThat(parse(ENVIRONMENT, FILE).host).isEqualTo("environment");
  }

  @Test
  void then_the_file() {
    assertThat(parse(Map.of(), FILE).host).isEqualTo("file");
  }

  @Test
  void then_the_default() {
    assertThat(parse(Map.of(), Map.of()).host).isEqualTo("127.0.0.1");
  }

  @Test
  void an_empty_variable_is_not_set() {
    assertThat(parse(Map.of("UNMASK_METRICS_HOST", " "), FILE).host).isEqualTo("file");
  }

  @Test
  void lists_and_switches_can_be_set_too() {
    Tool tool =
        parse(
            Map.of("UNMASK_SCOPE", "owner:microsoft,port:443", "UNMASK_ALLOW_LOCAL", "true"),
            Map.of());

    assertThat(tool.scope).containsExactly("owner:microsoft", "port:443");
    assertThat(tool.allowLocal).isTrue();
  }

  @Test
  void a_setting_that_nobody_has_is_found() {
    SettingSources sources =
        new SettingSources(
            Map.of("UNMASK_SCOPES", "x", "UNMASK_JAVA_OPTS", "-Xmx1g", "HOME", "/"),
            Map.of("metrics-hots", "x"));

    assertThat(sources.unknownKeys(new CommandLine(new Tool()))).containsExactly("metrics-hots");
    assertThat(sources.unknownVariables(new CommandLine(new Tool())))
        .containsExactly("UNMASK_SCOPES");
  }

  @Test
  void the_file_is_named_by_flag_or_else_by_environment() {
    Map<String, String> environment = Map.of("UNMASK_CONFIG", "e.properties");

    assertThat(SettingsFile.named(new String[] {"enrich", "--config", "f.properties"}, environment))
        .contains(Path.of("f.properties"));
    assertThat(SettingsFile.named(new String[] {"--config=f.properties"}, environment))
        .contains(Path.of("f.properties"));
    assertThat(SettingsFile.named(new String[] {"enrich"}, environment))
        .contains(Path.of("e.properties"));
    assertThat(SettingsFile.named(new String[] {"enrich"}, Map.of())).isEmpty();
  }

  @Test
  void the_file_is_properties_in_utf_8(@TempDir Path directory) throws IOException {
    Path file =
        Files.writeString(
            directory.resolve("unmask.properties"),
            "# mine\nvantage = Zürich \nscope=owner:microsoft\n");

    assertThat(SettingsFile.read(file))
        .isEqualTo(Map.of("vantage", "Zürich", "scope", "owner:microsoft"));
  }
}
