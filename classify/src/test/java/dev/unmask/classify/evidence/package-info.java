/** Tests of {@code dev.unmask.classify.evidence} as specifications, and builders for them. */
@NullMarked
package dev.unmask.classify.evidence;

import org.jspecify.annotations.NullMarked;
