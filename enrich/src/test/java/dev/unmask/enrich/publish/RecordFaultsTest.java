package dev.unmask.enrich.publish;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.concurrent.CompletionException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;

final class RecordFaultsTest {

  @Test
  void what_is_too_large_or_does_not_fit_its_schema_is_the_records_fault() {
    assertThat(RecordFaults.isOwn(new RecordTooLargeException("6 MiB"))).isTrue();
    assertThat(RecordFaults.isOwn(new CompletionException(new RecordTooLargeException("6 MiB"))))
        .isTrue();
    assertThat(
            RecordFaults.isOwn(
                new SerializationException("null in a string field", new NullPointerException())))
        .isTrue();
  }

  @Test
  void what_the_registry_or_the_broker_does_is_not() {
    assertThat(
            RecordFaults.isOwn(new SerializationException("registry", new IOException("refused"))))
        .isFalse();
    assertThat(
            RecordFaults.isOwn(
                new SerializationException("registry", new TimeoutException("slow"))))
        .isFalse();
    assertThat(RecordFaults.isOwn(new SerializationException("not registered"))).isFalse();
    assertThat(RecordFaults.isOwn(new TimeoutException("buffer full"))).isFalse();
  }
}
