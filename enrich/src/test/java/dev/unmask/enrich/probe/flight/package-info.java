/** What a server's handshake shows in clear, from recorded, cut and mangled bytes. */
@NullMarked
package dev.unmask.enrich.probe.flight;

import org.jspecify.annotations.NullMarked;
