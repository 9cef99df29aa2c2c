/**
 * Reads what the pipeline has written: topics from their beginning to their present end, or on and
 * on. Called by the commands that show results; writes nothing and joins no consumer group.
 */
@NullMarked
package dev.unmask.app.read;

import org.jspecify.annotations.NullMarked;
