/**
 * Where Kafka and the registry are, and how clients are to connect. Called at the start of every
 * stage; does no I/O.
 */
@NullMarked
package dev.unmask.schemas.connection;

import org.jspecify.annotations.NullMarked;
