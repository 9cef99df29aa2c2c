/**
 * What watches a running stage from outside: metrics in Prometheus' format and two health answers
 * over HTTP. Started by the commands that run for long, where a port was given; knows of a stage
 * only what it waits for.
 */
@NullMarked
package dev.unmask.app.serve;

import org.jspecify.annotations.NullMarked;
