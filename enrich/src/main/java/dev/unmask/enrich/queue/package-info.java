/**
 * The work queue: records of a topic, worked on many at a time and finished out of order, with
 * nothing lost and little repeated when a consumer dies. Called by the stage, which gives it a
 * consumer and the work. It may not know what the work is: nothing here knows of banners, probes or
 * Avro.
 */
@NullMarked
package dev.unmask.enrich.queue;

import org.jspecify.annotations.NullMarked;
