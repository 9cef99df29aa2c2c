/** What package {@code dev.unmask.app.compare} promises, a test class a promise or two. */
@NullMarked
package dev.unmask.app.compare;

import org.jspecify.annotations.NullMarked;
