/**
 * A server's handshake as far as it travels in clear: its messages put together from the bytes of
 * records, however they are cut, and the ServerHello, certificates and session ticket in them. Read
 * beneath TLS, beside the engine that makes the handshake. It knows no connection and no probe.
 */
@NullMarked
package dev.unmask.enrich.probe.flight;

import org.jspecify.annotations.NullMarked;
