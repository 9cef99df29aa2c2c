/**
 * How often the pipeline is right: every scenario of the lab through it once, and how verdicts and
 * roles were confused. Called by the command {@code lab score}; the scorecard is pure and knows
 * records alone.
 */
@NullMarked
package dev.unmask.app.score;

import org.jspecify.annotations.NullMarked;
