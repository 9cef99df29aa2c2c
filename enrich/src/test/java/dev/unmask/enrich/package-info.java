/**
 * What the stage promises: banner by banner with fake clients, and as a whole with a real broker,
 * registry and servers.
 */
@NullMarked
package dev.unmask.enrich;

import org.jspecify.annotations.NullMarked;
