/**
 * What runs inside the registry's process, before the registry: the half of {@link
 * dev.unmask.stack.LocalRegistry} on the other side of the pipe. Nothing here may use a class from
 * outside the JDK, for the registry's class path has none of ours.
 */
@NullMarked
package dev.unmask.stack.child;

import org.jspecify.annotations.NullMarked;
