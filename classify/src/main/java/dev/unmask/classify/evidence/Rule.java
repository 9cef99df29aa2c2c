package dev.unmask.classify.evidence;

import java.util.Optional;

/** Looks for one code of evidence. Pure: the same cluster, the same finding. */
interface Rule {

  /** What it sees; empty where nothing was tested, or nothing is there to say. */
  Optional<Finding> look(Cluster cluster);
}
