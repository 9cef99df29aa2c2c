package dev.unmask.schemas.topic;

/** What decides the partition of a record. */
public enum Placement {
  /** The subnet of the endpoint in the key (/24 or /48): one enricher alone sees a subnet. */
  BY_SUBNET,
  /** The whole key, as Kafka's default partitioner does. */
  BY_KEY
}
