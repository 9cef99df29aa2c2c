/**
 * Writes what people decide about alerts. Called by the commands {@code ack}, {@code suppress} and
 * {@code allow}; knows the topic and no picocli.
 */
@NullMarked
package dev.unmask.app.decide;

import org.jspecify.annotations.NullMarked;
