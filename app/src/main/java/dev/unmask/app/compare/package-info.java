/**
 * What two runs found, side by side: the verdicts that stand and those that a replay gives. Called
 * by replay, which gathers them, and by view, which shows them; knows no cluster and no command
 * line.
 */
@NullMarked
package dev.unmask.app.compare;

import org.jspecify.annotations.NullMarked;
