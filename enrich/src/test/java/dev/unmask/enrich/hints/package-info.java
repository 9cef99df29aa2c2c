/** Hints, and going on without them. */
@NullMarked
package dev.unmask.enrich.hints;

import org.jspecify.annotations.NullMarked;
