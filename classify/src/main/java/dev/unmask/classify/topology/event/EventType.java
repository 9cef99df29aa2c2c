package dev.unmask.classify.topology.event;

/** Kinds of events, as their CloudEvents type and the media type of their values. */
public enum EventType {
  VERDICT("dev.unmask.verdict.v1", "application/avro"),
  HOST_VERDICT("dev.unmask.host-verdict.v1", "application/avro"),
  INDICATOR("dev.unmask.indicator.v1", "application/json"),
  ALERT("dev.unmask.alert.v1", "application/json");

  private final String type;
  private final String contentType;

  EventType(String type, String contentType) {
    this.type = type;
    this.contentType = contentType;
  }

  String type() {
    return type;
  }

  String contentType() {
    return contentType;
  }
}
