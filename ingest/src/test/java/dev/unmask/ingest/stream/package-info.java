/** Streams against a server on this machine that does what feeds do, and what they should not. */
@NullMarked
package dev.unmask.ingest.stream;

import org.jspecify.annotations.NullMarked;
