/** The scorecard from made-up verdicts, and a score of a few scenarios as a process. */
@NullMarked
package dev.unmask.app.score;

import org.jspecify.annotations.NullMarked;
