/** What package {@code dev.unmask.app.command} promises, a test class a promise or two. */
@NullMarked
package dev.unmask.app.command;

import org.jspecify.annotations.NullMarked;
