package dev.unmask.enrich.probe.application;

import dev.unmask.avro.ApplicationAnswer;
import dev.unmask.avro.Outcome;

/** Reads what a protocol answers, as it comes, in a memory that is bounded whatever comes. */
sealed interface AnswerReader permits LdapReader, GreetingReader {

  enum Progress {
    /** More is to come. */
    MORE,
    /** All there, and the connection may be used further. */
    COMPLETE,
    /** No answer of the protocol, or more than is kept. */
    FOREIGN
  }

  Progress read(byte[] bytes);

  /** What has come so far, as far as it was kept. */
  byte[] content();

  /** What it is; asked once something has come. */
  Answer answer();

  /** What an observation says of it. */
  record Answer(ApplicationAnswer kind, Outcome outcome, String detail) {}
}
