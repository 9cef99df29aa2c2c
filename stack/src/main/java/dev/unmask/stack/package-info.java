/**
 * A Kafka broker and a schema registry on this machine, both real: {@link
 * dev.unmask.stack.LocalStack} is what the command runs when nobody names a cluster, and what every
 * module's integration tests run against. It knows nothing of unmask's topics, schemas or stages;
 * who starts it creates those.
 */
@NullMarked
package dev.unmask.stack;

import org.jspecify.annotations.NullMarked;
