/** Does a server's flight come where the client ends its side at once? A probe. */
@NullMarked
package dev.unmask.enrich.probe.halfclose;

import org.jspecify.annotations.NullMarked;
