/**
 * A feed that never ends, over HTTP: connections, one after the other, as one input of lines.
 * Called by {@code dev.unmask.ingest}; knows neither Kafka nor what a line holds.
 */
@NullMarked
package dev.unmask.ingest.stream;

import org.jspecify.annotations.NullMarked;
