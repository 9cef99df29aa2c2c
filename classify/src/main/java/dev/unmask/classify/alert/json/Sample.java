package dev.unmask.classify.alert.json;

import dev.unmask.avro.Endpoint;
import dev.unmask.classify.alert.Matter;
import dev.unmask.schemas.endpoint.Endpoints;
import java.util.List;

/** The hosts that an alert names. */
final class Sample {

  private Sample() {}

  static List<Endpoint> endpoints(Matter matter) {
    return matter.endpoints().stream().flatMap(text -> Endpoints.tryParse(text).stream()).toList();
  }

  static List<String> addresses(Matter matter) {
    return endpoints(matter).stream().map(Endpoint::getIp).distinct().toList();
  }
}
