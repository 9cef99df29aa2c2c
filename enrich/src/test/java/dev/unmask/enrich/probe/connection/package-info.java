/** What is seen beneath TLS, and what engines throw. */
@NullMarked
package dev.unmask.enrich.probe.connection;

import org.jspecify.annotations.NullMarked;
