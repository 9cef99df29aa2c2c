/**
 * How far a long piece of work has come, on stderr: a bar on a terminal, a status line a second
 * otherwise. Called by what runs the demo and the analysis; knows numbers and words alone.
 */
@NullMarked
package dev.unmask.app.progress;

import org.jspecify.annotations.NullMarked;
