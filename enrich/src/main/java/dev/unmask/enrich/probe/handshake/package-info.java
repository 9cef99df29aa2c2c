/**
 * The first question to every host: a TLS handshake, by BoringSSL and, where that may mend it, by
 * other means. It leaves its connection to the probes that follow.
 */
@NullMarked
package dev.unmask.enrich.probe.handshake;

import org.jspecify.annotations.NullMarked;
