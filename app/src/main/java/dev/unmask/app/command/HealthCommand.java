package dev.unmask.app.command;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Asks a stage how it is: what a container's health check runs, where there is no curl. */
@Command(
    name = "health",
    description = "Ask a running stage whether it is ready.",
    footerHeading = Examples.HEADING,
    footer = {
      "  unmask health http://127.0.0.1:9100",
      "  unmask health --live http://127.0.0.1:9100"
    })
final class HealthCommand implements Callable<Integer> {
  private static final Duration LIMIT = Duration.ofSeconds(5);

  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(paramLabel = "URL", description = "Where the stage serves its metrics and health.")
  private String url = "";

  @Option(names = "--live", description = "Ask only whether it lives.")
  private boolean live;

  @Override
  public Integer call() throws IOException, InterruptedException {
    URI asked = URI.create(url.replaceFirst("/+$", "") + (live ? "/health/live" : "/health/ready"));
    HttpClient client = HttpClient.newBuilder().connectTimeout(LIMIT).build();
    HttpRequest request = HttpRequest.newBuilder(asked).timeout(LIMIT).build();
    HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
    spec.commandLine().getOut().print(answer.body());
    spec.commandLine().getOut().flush();
    return answer.statusCode() == 200 ? ExitCode.OK : ExitCode.SOFTWARE;
  }
}
