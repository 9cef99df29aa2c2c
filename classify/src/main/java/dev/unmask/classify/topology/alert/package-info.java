/**
 * The part of the topology that makes alerts: verdicts are filed under cases where they are issued,
 * and all cases are kept by one task, so that the budget is exact and what people decide reaches
 * every case. Called by {@code ClassifyTopology}; what a case is and when it is told of is decided
 * in {@link dev.unmask.classify.alert}.
 */
@NullMarked
package dev.unmask.classify.topology.alert;

import org.jspecify.annotations.NullMarked;
