/**
 * The case, live: the lab, a local cluster and all stages in this process, and whether what came of
 * it is true. The comparison is pure and knows records alone. Called by the command {@code demo}.
 */
@NullMarked
package dev.unmask.app.demo;

import org.jspecify.annotations.NullMarked;
