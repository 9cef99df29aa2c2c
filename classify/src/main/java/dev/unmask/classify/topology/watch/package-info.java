/**
 * What is counted of the topology, for metrics and for saying whether anything is left to do. The
 * steps count here; {@code Classify} reads. Decides nothing.
 */
@NullMarked
package dev.unmask.classify.topology.watch;

import org.jspecify.annotations.NullMarked;
