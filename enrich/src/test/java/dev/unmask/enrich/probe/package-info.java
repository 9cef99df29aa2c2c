/** What the prober promises, against real sockets and real TLS. */
@NullMarked
package dev.unmask.enrich.probe;

import org.jspecify.annotations.NullMarked;
