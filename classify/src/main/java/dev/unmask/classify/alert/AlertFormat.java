package dev.unmask.classify.alert;

import java.util.Locale;

/** The vocabulary of alerts. */
public enum AlertFormat {
  /** Elastic Common Schema. */
  ECS,
  /** Open Cybersecurity Schema Framework: Detection Finding. */
  OCSF;

  /** As one types it. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
