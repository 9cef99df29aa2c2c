/** What package {@code dev.unmask.app.settings} promises, a test class a promise or two. */
@NullMarked
package dev.unmask.app.settings;

import org.jspecify.annotations.NullMarked;
