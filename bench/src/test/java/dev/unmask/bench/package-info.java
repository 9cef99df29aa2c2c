/** Tests of what the benchmarks print and read; the benchmarks themselves are run by hand. */
@NullMarked
package dev.unmask.bench;

import org.jspecify.annotations.NullMarked;
