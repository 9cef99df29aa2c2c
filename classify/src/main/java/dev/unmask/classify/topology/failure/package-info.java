/**
 * What happens to records that cannot be read or written: which of them are dead letters, and which
 * mean that the stage has to stop. Used by the topology's sources and by the stage's settings.
 */
@NullMarked
package dev.unmask.classify.topology.failure;

import org.jspecify.annotations.NullMarked;
