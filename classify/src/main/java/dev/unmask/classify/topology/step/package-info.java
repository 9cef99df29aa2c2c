/**
 * The frame of every step of the topology: what Kafka Streams calls a processor, made of an object
 * that begins anew whenever its task does. Knows nothing of what the steps do.
 */
@NullMarked
package dev.unmask.classify.topology.step;

import org.jspecify.annotations.NullMarked;
