/**
 * The topic of dead letters: to look through, and to give records back to where they came from.
 * Called by the command {@code deadletters}; knows Kafka and the contract, and of ingest that it
 * takes lines.
 */
@NullMarked
package dev.unmask.app.deadletter;

import org.jspecify.annotations.NullMarked;
