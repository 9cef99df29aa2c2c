/**
 * When each host was probed last, by whatever enricher: a compacted topic, read for the partitions
 * that are assigned before their first record is decided. Asked by the policy for every banner,
 * told by the stage after every probe. It may not know how long a host is left alone.
 */
@NullMarked
package dev.unmask.enrich.memory;

import org.jspecify.annotations.NullMarked;
