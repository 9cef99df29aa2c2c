/** What package {@code dev.unmask.app.run} promises, a test class a promise or two. */
@NullMarked
package dev.unmask.app.run;

import org.jspecify.annotations.NullMarked;
