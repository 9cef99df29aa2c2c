package dev.unmask.enrich;

/** Why a record is given up that ends the process whenever it is worked on. */
final class CrashesEnricherException extends RuntimeException {
  CrashesEnricherException() {
    super(
        "enrichers crashed three times in a row with this record in flight, the third time with nothing else in flight");
  }
}
