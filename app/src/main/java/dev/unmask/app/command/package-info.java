/**
 * The command line: one class a command, which parses, builds and runs, and option groups that
 * several commands share. The only package, with the settings, that knows picocli; what a command
 * does is elsewhere.
 */
@NullMarked
package dev.unmask.app.command;

import org.jspecify.annotations.NullMarked;
