/** What package {@code dev.unmask.app} promises, a test class a promise or two. */
@NullMarked
package dev.unmask.app;

import org.jspecify.annotations.NullMarked;
