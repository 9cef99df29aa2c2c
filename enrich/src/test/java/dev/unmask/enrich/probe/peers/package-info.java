/**
 * Peers of the probes' tests: real sockets on 127.0.0.1 that do as they are told, well or badly,
 * and certificates made for them.
 */
@NullMarked
package dev.unmask.enrich.probe.peers;

import org.jspecify.annotations.NullMarked;
