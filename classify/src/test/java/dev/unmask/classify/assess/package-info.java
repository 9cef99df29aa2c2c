/** Tests of {@code dev.unmask.classify.assess} as specifications, and builders for them. */
@NullMarked
package dev.unmask.classify.assess;

import org.jspecify.annotations.NullMarked;
