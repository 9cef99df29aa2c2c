/**
 * The TLS handshake: what certificates a port shows, and whether somebody there can use the key.
 * Everything is accepted, nothing is trusted: probes read. BoringSSL where it loads, else the JDK.
 */
@NullMarked
package dev.unmask.enrich.probe.tls;

import org.jspecify.annotations.NullMarked;
