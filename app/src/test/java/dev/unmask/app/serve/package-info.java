/** What package {@code dev.unmask.app.serve} promises, a test class a promise or two. */
@NullMarked
package dev.unmask.app.serve;

import org.jspecify.annotations.NullMarked;
