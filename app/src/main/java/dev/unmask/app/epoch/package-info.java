/**
 * What an epoch of classify needs beside the stage: a copy of its inputs where it has its own.
 * Called by the command; knows no command line.
 */
@NullMarked
package dev.unmask.app.epoch;

import org.jspecify.annotations.NullMarked;
