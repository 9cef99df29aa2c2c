/**
 * How the topology writes what it stores and repartitions: a format version, then the fields, in
 * bytes that never change for one version. Used by the codecs of the stores and of the internal
 * messages; knows nothing of what the fields mean.
 */
@NullMarked
package dev.unmask.classify.topology.format;

import org.jspecify.annotations.NullMarked;
