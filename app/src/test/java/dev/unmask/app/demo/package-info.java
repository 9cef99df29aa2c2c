/** What package {@code dev.unmask.app.demo} promises, a test class a promise or two. */
@NullMarked
package dev.unmask.app.demo;

import org.jspecify.annotations.NullMarked;
