package dev.unmask.ingest.stream;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/**
 * Asks for the stream: one GET a connection. Follows no redirect, since the key would go with it.
 */
final class StreamClient {

  private final StreamSettings settings;
  private final HttpClient client;

  StreamClient(StreamSettings settings) {
    this.settings = settings;
    client =
        HttpClient.newBuilder()
            .version(Version.HTTP_1_1)
            .followRedirects(Redirect.NEVER)
            .connectTimeout(settings.answering())
            .build();
  }

  /**
   * Another connection, whose answer has begun and is the stream.
   *
   * @throws StreamRefusedException if there is no use in trying again
   * @throws IOException if there may be
   */
  Body connect() throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(settings.request()).header("User-Agent", "unmask").build();
    CompletableFuture<HttpResponse<Flow.Publisher<List<ByteBuffer>>>> answer =
        client.sendAsync(request, BodyHandlers.ofPublisher());
    try {
      // Not the request's own timeout, which covers the body too since Java 26.
      return body(answer.get(settings.answering().toNanos(), TimeUnit.NANOSECONDS));
    } catch (TimeoutException silent) {
      answer.cancel(true);
      throw new IOException("no answer came for " + settings.answering().toMillis() + " ms");
    } catch (ExecutionException failed) {
      throw new IOException(reason(Optional.ofNullable(failed.getCause()).orElse(failed)));
    } catch (InterruptedException closed) {
      answer.cancel(true);
      throw closed;
    }
  }

  private static Body body(HttpResponse<Flow.Publisher<List<ByteBuffer>>> answer)
      throws IOException {
    Body body = new Body();
    answer.body().subscribe(body);
    try {
      requireStream(answer);
      return body;
    } catch (IOException refused) {
      body.close();
      throw refused;
    }
  }

  /** RFC 9110 15; 524 is what a front of the feed says when the feed itself is slow. */
  private static void requireStream(HttpResponse<?> answer) throws IOException {
    int status = answer.statusCode();
    if (status == 401 || status == 403) {
      throw new StreamRefusedException(
          "HTTP "
              + status
              + ": the key was refused; UNMASK_STREAM_KEY or --stream-key-file has it");
    }
    if (status == 408 || status == 429 || status >= 500) {
      throw new IOException("HTTP " + status);
    }
    if (status >= 300 && status < 400) {
      throw new StreamRefusedException(
          "HTTP " + status + ": a redirect, which is not followed, since the key would go with it");
    }
    if (status != 200) {
      throw new StreamRefusedException("HTTP " + status + ": expected 200");
    }
    String coding = answer.headers().firstValue("content-encoding").orElse("identity");
    if (!coding.equalsIgnoreCase("identity")) {
      throw new StreamRefusedException("the answer is encoded, though nobody asked for that");
    }
  }

  /** Its kind, and the first words that there are: many of the client's exceptions have none. */
  private static String reason(Throwable failed) {
    String kind = failed.getClass().getSimpleName();
    return Stream.iterate(failed, Objects::nonNull, Throwable::getCause)
        .flatMap(cause -> Stream.ofNullable(cause.getMessage()))
        .findFirst()
        .map(words -> kind + ": " + words)
        .orElse(kind);
  }
}
