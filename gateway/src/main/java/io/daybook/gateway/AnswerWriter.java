package io.daybook.gateway;

import io.daybook.core.http.Answer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.http.server.reactive.ServerHttpResponseDecorator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/** Writes an answer onto the network. */
final class AnswerWriter {
    private static final int PIECE = 32 << 10;
    private static final int WHOLE = 256 << 10;
    private static final Scheduler READERS =
            Schedulers.fromExecutor(command -> Thread.ofVirtual().name("download").start(command));

    private final ServerHttpResponse response;
    private final boolean head;
    private final Sockets sockets;
    private volatile boolean closing;

    AnswerWriter(ServerHttpResponse response, boolean head, Sockets sockets) {
        this.response = response;
        this.head = head;
        this.sockets = sockets;
    }

    /** The connection cannot go on: its next octets would still be of this request's body. */
    void closeAfterwards() {
        closing = true;
    }

    Mono<Void> write(Answer answer) {
        if (answer.content() instanceof Answer.Socket socket) {
            return sockets.open(ServerHttpResponseDecorator.getNativeResponse(response), socket);
        }
        response.setStatusCode(HttpStatusCode.valueOf(answer.status()));
        HttpHeaders headers = response.getHeaders();
        headers.set("Cache-Control", "no-store");
        headers.set("X-Content-Type-Options", "nosniff");
        answer.headers().forEach(headers::set);
        if (closing) {
            headers.set("Connection", "close");
        }
        return switch (answer.content()) {
            case Answer.None() -> response.setComplete();
            case Answer.Octets(byte[] octets) -> whole(octets);
            case Answer.Stream(long length, Answer.Source source) -> stream(length, source);
            case Answer.Pieces(Answer.Pull pull) -> pieces(pull);
            case Answer.Socket _ ->
                    throw new IllegalStateException("a socket is opened, not written");
            case Answer.Events(var pieces) ->
                    head
                            ? response.setComplete()
                            : response.writeAndFlushWith(
                                    Flux.from(pieces).map(piece -> Mono.just(text(piece))));
        };
    }

    private Mono<Void> whole(byte[] octets) {
        if (octets.length > WHOLE) {
            return stream(
                    octets.length,
                    (offset, length) ->
                            Arrays.copyOfRange(octets, (int) offset, (int) offset + length));
        }
        response.getHeaders().setContentLength(octets.length);
        return head
                ? response.setComplete()
                : response.writeWith(Mono.just(response.bufferFactory().wrap(octets)));
    }

    private Mono<Void> stream(long size, Answer.Source source) {
        response.getHeaders().setContentLength(size);
        if (head || size == 0) {
            return response.setComplete();
        }
        Flux<DataBuffer> pieces =
                Flux.generate(
                        () -> 0L,
                        (offset, sink) -> {
                            int length = (int) Math.min(PIECE, size - offset);
                            byte[] piece = source.read(offset, length);
                            sink.next(response.bufferFactory().wrap(piece));
                            if (offset + piece.length >= size) {
                                sink.complete();
                            }
                            return offset + piece.length;
                        });
        return response.writeWith(pieces.subscribeOn(READERS));
    }

    private Mono<Void> pieces(Answer.Pull pull) {
        if (head) {
            pull.close();
            return response.setComplete();
        }
        Flux<DataBuffer> pieces =
                Flux.generate(
                        () -> pull,
                        (source, sink) -> {
                            byte[] piece = source.next();
                            if (piece == null) {
                                sink.complete();
                            } else {
                                sink.next(response.bufferFactory().wrap(piece));
                            }
                            return source;
                        },
                        Answer.Pull::close);
        return response.writeWith(pieces.subscribeOn(READERS));
    }

    private DataBuffer text(String piece) {
        return response.bufferFactory().wrap(piece.getBytes(StandardCharsets.UTF_8));
    }
}
