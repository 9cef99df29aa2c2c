/**
 * What the two halves of the topology tell each other through its repartition topics: what happened
 * to an endpoint at a fingerprint, and what an endpoint's role is. Written and read by the
 * processors beside it, through codecs with a format version; knows no store.
 */
@NullMarked
package dev.unmask.classify.topology.message;

import org.jspecify.annotations.NullMarked;
