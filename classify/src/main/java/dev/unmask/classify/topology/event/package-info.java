/**
 * What every record that is issued says of itself as an event, for consumers that route and
 * deduplicate without knowing its schema. Called by the steps that issue records; knows nothing of
 * what they say.
 */
@NullMarked
package dev.unmask.classify.topology.event;

import org.jspecify.annotations.NullMarked;
