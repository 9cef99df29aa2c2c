/**
 * A lab, a cluster and all stages in this process, until every verdict is in, and what was found
 * beside what is true. The stages are set up as any user sets them up, with the lab's files. Called
 * by the demo and by the score; the comparison is pure and knows records alone.
 */
@NullMarked
package dev.unmask.app.lab;

import org.jspecify.annotations.NullMarked;
