/**
 * What a probe is, and what the probes of one host share: the target, the line to it, the limits,
 * the first handshake. Every probe's package knows this one; it knows none of them.
 */
@NullMarked
package dev.unmask.enrich.probe.visit;

import org.jspecify.annotations.NullMarked;
