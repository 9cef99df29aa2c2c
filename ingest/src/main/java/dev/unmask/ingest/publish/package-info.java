/**
 * Lines as records for the broker, and their way there in transactions. Called by {@code
 * dev.unmask.ingest}; knows Kafka and the contract, and neither files nor how a line is read out of
 * one.
 */
@NullMarked
package dev.unmask.ingest.publish;

import org.jspecify.annotations.NullMarked;
