/** Tests of {@code dev.unmask.classify.ruleset} as specifications, and builders for them. */
@NullMarked
package dev.unmask.classify.ruleset;

import org.jspecify.annotations.NullMarked;
