package dev.unmask.classify.topology.store;

import org.jspecify.annotations.Nullable;
import org.rocksdb.Cache;
import org.rocksdb.LRUCache;
import org.rocksdb.WriteBufferManager;

/**
 * Memory of RocksDB for all stores of a process: blocks read, and, within it, at most half for what
 * is not yet on disk. Taken when the first store asks. Safe from any thread.
 */
public final class StateMemory implements AutoCloseable {

  private final long bytes;
  private @Nullable Cache cache;
  private @Nullable WriteBufferManager writeBuffers;

  public StateMemory(long bytes) {
    this.bytes = bytes;
  }

  synchronized Cache cache() {
    if (cache == null) {
      cache = new LRUCache(bytes);
    }
    return cache;
  }

  synchronized WriteBufferManager writeBuffers() {
    if (writeBuffers == null) {
      writeBuffers = new WriteBufferManager(bytes / 2, cache());
    }
    return writeBuffers;
  }

  /** To be called when no store is open any more. */
  @Override
  public synchronized void close() {
    if (writeBuffers != null) {
      writeBuffers.close();
    }
    if (cache != null) {
      cache.close();
    }
  }
}
