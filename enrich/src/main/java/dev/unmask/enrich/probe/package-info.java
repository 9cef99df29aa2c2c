/**
 * Probes of one host: what its TLS port shows and does, and whether a VPN answers beside it. The
 * work queue and {@code unmask probe} call {@link dev.unmask.enrich.probe.HostProber}. Probes only
 * observe: nothing here knows Kafka, or concludes what an observation means.
 */
@NullMarked
package dev.unmask.enrich.probe;

import org.jspecify.annotations.NullMarked;
