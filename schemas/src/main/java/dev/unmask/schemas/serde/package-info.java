/**
 * Avro values in Confluent's wire format, by Confluent's own serializer. Called by every stage and
 * by whatever reads the topics; knows the schema registry and no broker.
 */
@NullMarked
package dev.unmask.schemas.serde;

import org.jspecify.annotations.NullMarked;
