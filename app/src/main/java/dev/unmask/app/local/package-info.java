/**
 * A cluster on this machine with the topics on it, and a whole run there: files in, stages at work,
 * until nothing is left to do. Called by the commands that need no cluster of the user's; knows no
 * command line.
 */
@NullMarked
package dev.unmask.app.local;

import org.jspecify.annotations.NullMarked;
