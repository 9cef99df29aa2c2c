/**
 * The stage classify: from {@code unmask.observations} and {@code unmask.certificates} to verdicts,
 * exactly once. Called by app through {@link dev.unmask.classify.Classify}; knows no other stage.
 */
@NullMarked
package dev.unmask.classify;

import org.jspecify.annotations.NullMarked;
