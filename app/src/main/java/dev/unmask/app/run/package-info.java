/**
 * Stages as the command sees them: something with a name that runs until it is done or told to
 * stop. Starts them on threads, tells how they are, and stops them in reverse order on any exit.
 * Knows no command line and draws nothing.
 */
@NullMarked
package dev.unmask.app.run;

import org.jspecify.annotations.NullMarked;
