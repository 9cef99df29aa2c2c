/**
 * The two stores that go by fingerprint, {@code members} and {@code profiles}: their keys, their
 * rows, and the few ways in which they are read. Used by the steps tally and assess; decides
 * nothing.
 */
@NullMarked
package dev.unmask.classify.topology.store;

import org.jspecify.annotations.NullMarked;
