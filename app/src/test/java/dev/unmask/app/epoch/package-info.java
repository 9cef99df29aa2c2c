/** What package {@code dev.unmask.app.epoch} promises. */
@NullMarked
package dev.unmask.app.epoch;

import org.jspecify.annotations.NullMarked;
