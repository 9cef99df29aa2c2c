/** What package {@code dev.unmask.app.view} promises, a test class a promise or two. */
@NullMarked
package dev.unmask.app.view;

import org.jspecify.annotations.NullMarked;
