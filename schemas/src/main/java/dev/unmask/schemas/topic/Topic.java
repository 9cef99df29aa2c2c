package dev.unmask.schemas.topic;

import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;

/**
 * One topic of Avro values. Immutable.
 *
 * @param name its full name, prefix included
 * @param valueType generated class of its values
 * @param placement what decides a record's partition
 * @param cleanup what bounds its growth
 * @param compatibility the rule for newer schemas, in the registry's words
 */
public record Topic<V extends SpecificRecord>(
    String name, Class<V> valueType, Placement placement, Cleanup cleanup, String compatibility) {

  /** Subject of its values in the schema registry. */
  public String subject() {
    return name + "-value";
  }

  /** Schema of its values. */
  public Schema schema() {
    return SpecificData.get().getSchema(valueType);
  }
}
