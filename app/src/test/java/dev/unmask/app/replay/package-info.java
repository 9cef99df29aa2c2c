/** What package {@code dev.unmask.app.replay} promises, a test class a promise or two. */
@NullMarked
package dev.unmask.app.replay;

import org.jspecify.annotations.NullMarked;
