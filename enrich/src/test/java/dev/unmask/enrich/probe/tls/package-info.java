/** What our TLS engines send. */
@NullMarked
package dev.unmask.enrich.probe.tls;

import org.jspecify.annotations.NullMarked;
