/**
 * Where a setting's value comes from: flag, then environment, then file, then default. Called once,
 * when the command line is parsed; knows names of options, and not what any of them means.
 */
@NullMarked
package dev.unmask.app.settings;

import org.jspecify.annotations.NullMarked;
