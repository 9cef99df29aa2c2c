/**
 * Inputs as lines: opens a file or the standard input, unpacks what is compressed and cuts the
 * bytes into bounded lines. Called by {@code dev.unmask.ingest}; knows nothing of what a line
 * holds, nor of Kafka.
 */
@NullMarked
package dev.unmask.ingest.source;

import org.jspecify.annotations.NullMarked;
