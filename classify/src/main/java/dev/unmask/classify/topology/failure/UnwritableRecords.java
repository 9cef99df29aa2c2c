package dev.unmask.classify.topology.failure;

import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.streams.errors.ErrorHandlerContext;
import org.apache.kafka.streams.errors.ProductionExceptionHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Records that cannot be written. What the broker may take later is tried again. Everything else
 * stops the stage, offsets unmoved: a verdict is bounded, so that one which is too large, or has no
 * schema, is a fault of ours or of the configuration, and to leave it out would leave its consumers
 * with another one for good.
 */
public final class UnwritableRecords implements ProductionExceptionHandler {

  private static final Logger LOG = LoggerFactory.getLogger(UnwritableRecords.class);

  @Override
  public void configure(Map<String, ?> settings) {}

  @Override
  public Response handleError(
      ErrorHandlerContext context, ProducerRecord<byte[], byte[]> record, Exception failure) {
    if (failure instanceof RetriableException) {
      return Response.retry();
    }
    LOG.error("cannot write to {}; stopping: {}", record.topic(), failure.getMessage());
    return Response.fail();
  }

  @Override
  @SuppressWarnings("rawtypes") // as the interface has it
  public Response handleSerializationError(
      ErrorHandlerContext context,
      ProducerRecord record,
      Exception failure,
      SerializationExceptionOrigin origin) {
    LOG.error("cannot write to {}; stopping: {}", record.topic(), failure.getMessage());
    return Response.fail();
  }
}
