/** What package {@code dev.unmask.app.progress} promises, a test class a promise or two. */
@NullMarked
package dev.unmask.app.progress;

import org.jspecify.annotations.NullMarked;
