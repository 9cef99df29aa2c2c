/**
 * From a banner and what the probes saw to an observation: pure functions. Called by the stage for
 * every banner; nothing here may know Kafka, or contact anybody.
 */
@NullMarked
package dev.unmask.enrich.observe;

import org.jspecify.annotations.NullMarked;
