/**
 * The catalogue of owners: organisations whose name others wear, with their domains, networks and
 * issuing CAs. Called by enrich (is this certificate watched?) and classify (whose network is this
 * host in?); reads only the files it is given.
 */
@NullMarked
package dev.unmask.schemas.owner;

import org.jspecify.annotations.NullMarked;
