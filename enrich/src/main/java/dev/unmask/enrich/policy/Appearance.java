package dev.unmask.enrich.policy;

import java.util.Optional;

/**
 * What a probed host showed that hosts behind one server show alike: texts to compare and not to
 * read.
 *
 * @param handshake how its TLS behaves
 * @param behaviour what it did after the handshake, where that was asked
 */
public record Appearance(String handshake, Optional<String> behaviour) {}
