/**
 * The command {@code unmask}: parses the command line, wires stages to a cluster, shows what came
 * of it. It is the only module that knows all stages; no stage knows it.
 */
@NullMarked
package dev.unmask.app;

import org.jspecify.annotations.NullMarked;
