/**
 * The step assess: asks for the verdict on a fingerprint, decides whether people should hear of it,
 * and tells its hosts their roles. Called by the topology; what the counts mean is said by the
 * assessment, which it calls and does not know.
 */
@NullMarked
package dev.unmask.classify.topology.verdict;

import org.jspecify.annotations.NullMarked;
