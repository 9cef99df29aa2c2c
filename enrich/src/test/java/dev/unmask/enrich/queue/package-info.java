/**
 * What the work queue promises, an invariant a test: with a fake consumer where order matters, and
 * with a real broker.
 */
@NullMarked
package dev.unmask.enrich.queue;

import org.jspecify.annotations.NullMarked;
