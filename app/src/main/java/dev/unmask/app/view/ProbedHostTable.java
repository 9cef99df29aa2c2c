package dev.unmask.app.view;

import dev.unmask.app.probe.Finding;
import dev.unmask.app.probe.ProbedHost;
import dev.unmask.avro.ApplicationProbe;
import dev.unmask.avro.LivenessProbe;
import dev.unmask.avro.Observation;
import dev.unmask.avro.TlsProbe;
import dev.unmask.schemas.endpoint.Endpoints;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** A probed host as one line: how far it came, and the codes of evidence that are so. */
public final class ProbedHostTable implements Rows<ProbedHost> {
  @Override
  public List<String> head() {
    return List.of(
        line("ENDPOINT", "TLS", "PROTOCOL", "FINGERPRINT", "LIVENESS", "ANSWER", "EVIDENCE"));
  }

  @Override
  public String row(ProbedHost host) {
    Observation seen = host.observation();
    TlsProbe tls = seen.getTls();
    LivenessProbe liveness = seen.getLiveness();
    ApplicationProbe application = seen.getApplication();
    return line(
        Endpoints.key(seen.getEndpoint()).replace("/tcp", ""),
        tls == null ? Words.plain(seen.getPassiveReason()) : Words.plain(tls.getOutcome()),
        tls == null ? "-" : Words.orDash(tls.getProtocol()),
        tls == null || tls.getChain().isEmpty() ? "-" : tls.getChain().get(0).substring(0, 16),
        liveness == null ? "-" : Words.plain(liveness.getResult()),
        application == null ? "-" : answer(application),
        evidence(host.findings()));
  }

  private static String answer(ApplicationProbe probe) {
    return probe.getHttp() == null || probe.getHttp().getStatus() == null
        ? Words.plain(probe.getAnswer())
        : "http " + probe.getHttp().getStatus();
  }

  private static String evidence(Map<String, Finding> findings) {
    String codes =
        findings.entrySet().stream()
            .filter(finding -> finding.getValue().result() == Finding.Result.YES)
            .map(Map.Entry::getKey)
            .collect(Collectors.joining(" "));
    return codes.isEmpty() ? "-" : codes;
  }

  private static String line(Object... cells) {
    return String.format(Locale.ROOT, "%-27s  %-20s  %-8s  %-16s  %-13s  %-14s  %s", cells)
        .stripTrailing();
  }
}
