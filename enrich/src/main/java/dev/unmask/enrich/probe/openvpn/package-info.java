/**
 * Is a port open, and does OpenVPN answer there? Proof is only an answer that carries the random
 * session id that we sent.
 */
@NullMarked
package dev.unmask.enrich.probe.openvpn;

import org.jspecify.annotations.NullMarked;
