/** What comes of a hello and FIN. */
@NullMarked
package dev.unmask.enrich.probe.halfclose;

import org.jspecify.annotations.NullMarked;
