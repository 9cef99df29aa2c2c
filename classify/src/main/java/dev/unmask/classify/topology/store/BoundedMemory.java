package dev.unmask.classify.topology.store;

import java.util.Map;
import java.util.Objects;
import org.apache.kafka.streams.state.RocksDBConfigSetter;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.CompressionType;
import org.rocksdb.Options;

/**
 * Has all stores of the process share one bounded piece of memory outside the heap, whatever the
 * number of partitions; by default each store of each partition takes up to 98 MB. And compresses
 * what is on disk.
 *
 * <p>Made by Kafka Streams, one for each store; {@link #SETTING} says with what.
 */
public final class BoundedMemory implements RocksDBConfigSetter {

  /** Name of the setting that holds a {@link StateMemory}. */
  public static final String SETTING = "unmask.state.memory";

  @Override
  public void setConfig(String store, Options options, Map<String, Object> settings) {
    StateMemory memory = (StateMemory) Objects.requireNonNull(settings.get(SETTING), SETTING);
    BlockBasedTableConfig table = (BlockBasedTableConfig) options.tableFormatConfig();
    table.setBlockCache(memory.cache());
    table.setCacheIndexAndFilterBlocks(true);
    options.setTableFormatConfig(table);
    options.setWriteBufferManager(memory.writeBuffers());
    options.setCompressionType(CompressionType.LZ4_COMPRESSION);
  }

  /** The memory is closed by who made it. */
  @Override
  public void close(String store, Options options) {}
}
