package dev.unmask.app.serve;

import java.util.List;

/**
 * Whether a process lives and whether it is ready, asked at any time from any thread.
 *
 * <p>The two are kept apart as Kubernetes keeps them: what is not alive should be restarted, what
 * is not ready should be left alone until what it waits for is there.
 */
public interface Health {
  /** False once something ended that should not have: only a restart helps. */
  boolean alive();

  /** What readiness waits for, a sentence each; empty when ready. */
  List<String> waitingFor();
}
