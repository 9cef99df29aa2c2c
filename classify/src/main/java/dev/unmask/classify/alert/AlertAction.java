package dev.unmask.classify.alert;

/** What happens to the alert of a case. */
public enum AlertAction {
  CREATE,
  UPDATE,
  CLOSE,
  REOPEN;

  /** Whether somebody is to look at it, as if for the first time. */
  boolean opens() {
    return this == CREATE || this == REOPEN;
  }
}
