/**
 * TCP connections to one host, one at a time, each after asking the gate, with absolute deadlines
 * and a bound on the bytes read; and what happens on one, told to an {@link
 * dev.unmask.enrich.probe.connection.Exchange}. The probes are built on it. It knows that TLS may
 * lie in between, and no protocol above.
 */
@NullMarked
package dev.unmask.enrich.probe.connection;

import org.jspecify.annotations.NullMarked;
