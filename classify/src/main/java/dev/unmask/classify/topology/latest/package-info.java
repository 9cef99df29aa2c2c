/**
 * The half of the topology that goes by endpoint: what an endpoint's newest observations are, what
 * that means to the fingerprints that it shows or left, and the one writer of its host verdict.
 * Called by the topology; knows nothing of clusters and how they are assessed.
 */
@NullMarked
package dev.unmask.classify.topology.latest;

import org.jspecify.annotations.NullMarked;
