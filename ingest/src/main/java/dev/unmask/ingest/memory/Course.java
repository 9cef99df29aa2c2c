package dev.unmask.ingest.memory;

import dev.unmask.avro.Ingested;
import dev.unmask.ingest.source.Place;
import java.util.Optional;

/**
 * What is to be done with an input, given what earlier runs have done with it.
 *
 * @param before what is remembered of it and still counts; empty where it is read from its
 *     beginning
 * @param untouched whether it is done with, and was not touched since
 * @param remark what a user should know of it, in a sentence
 */
public record Course(Optional<Ingested> before, boolean untouched, Optional<String> remark) {

  /** Where it is read from. */
  public Place from() {
    return before
        .map(known -> new Place(known.getLine(), known.getOffset(), known.getCrc32c()))
        .orElse(Place.START);
  }

  /** Why it could not be read further, where it was not touched since. */
  public Optional<String> problem() {
    return before
        .filter(known -> untouched)
        .map(Ingested::getProblem)
        .filter(why -> !why.isEmpty());
  }
}
