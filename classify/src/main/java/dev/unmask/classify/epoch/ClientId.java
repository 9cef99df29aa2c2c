package dev.unmask.classify.epoch;

import dev.unmask.classify.topology.store.Mode;
import java.util.Locale;
import java.util.UUID;

/** The client ids of an epoch's processes, by which its group says who is at work as what. */
public final class ClientId {

  private ClientId() {}

  /** A new one for a process that begins. */
  public static String of(String applicationId, Mode mode) {
    return marked(applicationId, mode) + UUID.randomUUID();
  }

  /** Whether a member of the group is certainly not the live one; older versions say nothing. */
  static boolean isShadow(String applicationId, String clientId) {
    return clientId.startsWith(marked(applicationId, Mode.SHADOW));
  }

  private static String marked(String applicationId, Mode mode) {
    return applicationId + "." + mode.name().toLowerCase(Locale.ROOT) + "-";
  }
}
