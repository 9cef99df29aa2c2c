package dev.unmask.app.view;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.unmask.avro.HostVerdict;
import dev.unmask.schemas.endpoint.Endpoints;
import java.util.List;

/** What one endpoint is, as one JSON object. */
final class HostVerdictJson implements Rows<HostVerdict> {
  @Override
  public List<String> head() {
    return List.of();
  }

  @Override
  public String row(HostVerdict host) {
    ObjectNode node =
        Json.object()
            .put("endpoint", Endpoints.key(host.getEndpoint()))
            .put("fingerprint", host.getFingerprint());
    node.put("previousFingerprint", host.getPreviousFingerprint());
    node.put("role", host.getRole().name())
        .put("basis", host.getBasis().name())
        .put("vpn", host.getVpn().name());
    node.put("verdict", host.getVerdict().name()).put("confidence", host.getConfidence());
    node.put("asn", host.getAsn()).put("country", host.getCountry()).put("owner", host.getOwner());
    node.put("rulesetVersion", host.getRulesetVersion());
    return Json.line(Json.put(node, "observedAt", host.getObservedAt()));
  }
}
