package dev.unmask.enrich.probe.sni;

import dev.unmask.avro.AskedName;
import java.util.Optional;

/**
 * A name to ask for.
 *
 * @param kind what the name is to the certificate
 * @param name for SNI; empty for none
 */
record Asked(AskedName kind, Optional<String> name) {}
