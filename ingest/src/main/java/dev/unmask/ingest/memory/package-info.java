/**
 * What is remembered of files: how far each was ingested, read from and written to a compacted
 * topic in the transactions of the records themselves. Called by {@code dev.unmask.ingest}; knows
 * Kafka and the contract, and opens no file.
 */
@NullMarked
package dev.unmask.ingest.memory;

import org.jspecify.annotations.NullMarked;
