package dev.unmask.stack;

/**
 * The local broker or registry could not be started; the message says which, why, and what to do
 * about it.
 */
public final class LocalStackException extends RuntimeException {

  LocalStackException(String message) {
    super(message);
  }

  LocalStackException(String message, Throwable cause) {
    super(message, cause);
  }
}
