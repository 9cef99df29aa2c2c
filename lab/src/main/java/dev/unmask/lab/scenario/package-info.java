/**
 * What a small internet consists of, as pure data: hosts, what each of their ports does, where they
 * are, and the truth about them. Made from a seed and a scale or pace, the same each time.
 * Everything else in the lab reads it; it knows no sockets, no certificates and no files, and of
 * unmask the words of its schemas alone.
 */
@NullMarked
package dev.unmask.lab.scenario;

import org.jspecify.annotations.NullMarked;
