/**
 * Proof of life after the handshake: does whoever holds the session's keys read what we send?
 * {@link dev.unmask.enrich.probe.liveness.ForgedRecord} asks with a record that does not decrypt,
 * {@link dev.unmask.enrich.probe.liveness.OrderlyClose} with a close_notify. Their results are
 * reported as seen; what they mean is concluded elsewhere.
 */
@NullMarked
package dev.unmask.enrich.probe.liveness;

import org.jspecify.annotations.NullMarked;
