/**
 * First bytes of a connection without TLS, or a datagram, and what they draw. Several probes are
 * built on it; it knows connections, and no protocol but by how an answer begins.
 */
@NullMarked
package dev.unmask.enrich.probe.raw;

import org.jspecify.annotations.NullMarked;
