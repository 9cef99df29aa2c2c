/**
 * How fast the prober is, beside other clients on the same server in the same run. Started by hand,
 * as {@code bench/run}; nothing of unmask calls it. What is measured runs in processes of its own,
 * so that nobody's processor time is counted as another's.
 */
@NullMarked
package dev.unmask.bench;

import org.jspecify.annotations.NullMarked;
