package dev.unmask.app.view;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.unmask.app.probe.ProbedHost;
import java.util.List;
import java.util.Locale;

/** An observation as JSON, with {@code findings} by the code of evidence. */
public final class ProbedHostJson implements Rows<ProbedHost> {

  @Override
  public List<String> head() {
    return List.of();
  }

  @Override
  public String row(ProbedHost host) {
    ObjectNode line = RecordJson.object(host.observation());
    ObjectNode findings = line.putObject("findings");
    host.findings()
        .forEach(
            (code, finding) ->
                findings
                    .putObject(code)
                    .put("result", finding.result().name().toLowerCase(Locale.ROOT))
                    .put("detail", finding.detail()));
    return Json.line(line);
  }
}
