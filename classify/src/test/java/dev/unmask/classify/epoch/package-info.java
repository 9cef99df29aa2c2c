/**
 * Tests of what decides which epoch is live, with plain consumers in the place of its processes.
 */
@NullMarked
package dev.unmask.classify.epoch;

import org.jspecify.annotations.NullMarked;
