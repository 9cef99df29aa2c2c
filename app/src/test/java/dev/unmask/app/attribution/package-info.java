/** What a probe description file says, and what is refused. */
@NullMarked
package dev.unmask.app.attribution;

import org.jspecify.annotations.NullMarked;
