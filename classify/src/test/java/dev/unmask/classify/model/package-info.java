/** Tests of {@code dev.unmask.classify.model} as specifications, and builders for them. */
@NullMarked
package dev.unmask.classify.model;

import org.jspecify.annotations.NullMarked;
