package dev.unmask.enrich.probe.resumption;

import java.util.Optional;

/**
 * Sessions that may be offered in place of each other.
 *
 * @param fingerprint SHA-256 of the leaf that was shown, lowercase hex
 * @param serverName the name that was asked for: servers resume a session for that name only (RFC
 *     6066 3)
 * @param protocol in the JDK's words
 */
record Shelf(String fingerprint, Optional<String> serverName, String protocol) {}
