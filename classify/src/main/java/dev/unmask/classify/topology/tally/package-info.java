/**
 * The step tally: counts the hosts of each fingerprint exactly, and says when it is time to assess
 * one. Called by the topology; knows nothing of what the counts mean.
 */
@NullMarked
package dev.unmask.classify.topology.tally;

import org.jspecify.annotations.NullMarked;
