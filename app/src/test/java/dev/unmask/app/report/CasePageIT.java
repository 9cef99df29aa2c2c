package dev.unmask.app.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * The case file in a browser: Debian's Chromium without a window. Skipped where it is not
 * installed, unless {@code UNMASK_PEERS=required}.
 */
@Execution(ExecutionMode.CONCURRENT)
class CasePageIT {
  private static final Path CHROMIUM = Path.of("/usr/bin/chromium");
  private static final String HOSTILE =
      "</style></title><script>document.title='taken'</script>"
          + "<img src=http://192.0.2.1/x><svg onload=document.title='taken'>";

  @TempDir private Path directory = Path.of("");

  @BeforeAll
  static void needsABrowser() {
    if (!Files.isExecutable(CHROMIUM)) {
      String missing = CHROMIUM + " is not installed (Debian: chromium)";
      if ("required".equals(System.getenv("UNMASK_PEERS"))) {
        Assertions.fail(missing);
      }
      Assumptions.abort(missing);
    }
  }

  @Test
  void a_browser_shows_every_part_runs_nothing_and_asks_the_network_for_nothing()
      throws IOException, InterruptedException {
    Path page = directory.resolve("case.html");
    Files.writeString(page, new CasePage().of(Cases.withForeignText(HOSTILE)));

    try (ServerSocket proxy = new ServerSocket(0, 100, InetAddress.getLoopbackAddress())) {
      String dom = chromium(proxy, "--dump-dom", page.toUri().toString());

      assertThat(dom)
          .contains("id=\"summary\"", "id=\"evidence\"", "id=\"chain\"", "id=\"reproduce\"")
          .contains("<title>VPN_CAMOUFLAGE: &lt;/style&gt;")
          .doesNotContain("<script", "<img", "onload=document.title='taken'>");
      assertThat(requests(proxy)).noneMatch(request -> request.contains("192.0.2.1"));
    }
  }

  @Test
  void the_whole_page_can_be_drawn() throws IOException, InterruptedException {
    Path page = directory.resolve("case.html");
    Files.writeString(page, new CasePage().of(Cases.withForeignText("www.example.org")));
    Path picture = directory.resolve("case.png");

    try (ServerSocket proxy = new ServerSocket(0, 100, InetAddress.getLoopbackAddress())) {
      chromium(
          proxy, "--screenshot=" + picture, "--window-size=1000,3000", page.toUri().toString());
    }

    assertThat(picture).isNotEmptyFile();
  }

  /** What the browser asked its proxy for, its own affairs too: the first line of each. */
  private static List<String> requests(ServerSocket proxy) throws IOException {
    List<String> requests = new ArrayList<>();
    proxy.setSoTimeout(100);
    while (true) {
      try (Socket one = proxy.accept()) {
        requests.add(new String(one.getInputStream().readNBytes(100), StandardCharsets.ISO_8859_1));
      } catch (SocketTimeoutException allTaken) {
        return requests;
      }
    }
  }

  private String chromium(ServerSocket proxy, String... arguments)
      throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(
            List.of(
                CHROMIUM.toString(),
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--disable-background-networking",
                "--disable-component-update",
                "--no-first-run",
                "--user-data-dir=" + directory.resolve("profile"),
                "--proxy-server=127.0.0.1:" + proxy.getLocalPort()));
    command.addAll(List.of(arguments));
    Path out = directory.resolve("out");
    Process process =
        new ProcessBuilder(command)
            .redirectOutput(out.toFile())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    try {
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    } finally {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly().waitFor();
    }
    return Files.readString(out);
  }
}
