/**
 * A small internet on 127.0.0.0/8: thousands of hosts in one process, each with an address of its
 * own, doing what its scenario says. This package starts and stops it; {@code app} calls it, and
 * tests that need peers. Of unmask it knows the words of the schemas, in which its truth is told,
 * and none of the stages knows it: they see sockets, and the files that any user has.
 */
@NullMarked
package dev.unmask.lab;

import org.jspecify.annotations.NullMarked;
