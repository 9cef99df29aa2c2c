package dev.unmask.app.replay;

import dev.unmask.enrich.FeedAlone;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Writes what banners say by themselves: observations as enrich makes them where it is passive. */
record FeedWriting(FeedAlone feed) implements Writing {
  @Override
  public CompletableFuture<Boolean> write(ConsumerRecord<byte[], byte[]> record) {
    return feed.write(record);
  }

  @Override
  public void flush() {
    feed.flush();
  }

  @Override
  public void close() {
    feed.close();
  }
}
