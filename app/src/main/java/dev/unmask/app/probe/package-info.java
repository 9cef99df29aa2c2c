/**
 * Probes of hosts that a person names, one observation each, under the same rules as those of
 * enrich. Called by the command {@code probe}; needs no cluster.
 */
@NullMarked
package dev.unmask.app.probe;

import org.jspecify.annotations.NullMarked;
