/**
 * The command as its user has it: processes, started on the class path of the launcher, against
 * real brokers and registries.
 */
@NullMarked
package dev.unmask.app.process;

import org.jspecify.annotations.NullMarked;
