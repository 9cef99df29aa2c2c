/** What package {@code dev.unmask.app.probe} promises, a test class a promise or two. */
@NullMarked
package dev.unmask.app.probe;

import org.jspecify.annotations.NullMarked;
