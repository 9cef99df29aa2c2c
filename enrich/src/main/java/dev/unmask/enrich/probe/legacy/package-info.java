/**
 * A second attempt at servers that BoringSSL refuses, DHE only, 3DES, small keys, with
 * BouncyCastle's lightweight TLS: in this one connection, not by weakening the whole process.
 */
@NullMarked
package dev.unmask.enrich.probe.legacy;

import org.jspecify.annotations.NullMarked;
