/**
 * Is a port open, and does OpenVPN answer there? Probes of its own port, TCP and UDP, and of the
 * TLS port. Proof is only an answer that carries the random session id that we sent; what parses
 * its packets behind a key that we do not have shows by how connections end.
 */
@NullMarked
package dev.unmask.enrich.probe.openvpn;

import org.jspecify.annotations.NullMarked;
