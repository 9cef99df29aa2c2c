/**
 * The form of a dead letter: original bytes, with the reason and the place in headers. Called by
 * every stage that meets a record that it cannot use.
 */
@NullMarked
package dev.unmask.schemas.deadletter;

import org.jspecify.annotations.NullMarked;
