package io.daybook.gateway;

import io.daybook.core.http.Answer;
import io.daybook.core.http.Conversation;
import io.daybook.core.http.Line;
import io.daybook.core.jmap.Utf8;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.ContinuationWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscription;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.BaseSubscriber;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.netty.http.websocket.WebsocketInbound;
import reactor.netty.http.websocket.WebsocketOutbound;

/**
 * One open WebSocket. The network's thread puts messages together; each whole one is heard on a
 * thread that may block, and the next frame is read only after that, and only while the client
 * takes its answers.
 */
final class OpenSocket implements Line {
    // RFC 6455 section 7.4.1: what the codes of a goodbye mean.
    static final int GOING_AWAY = 1001;

    private static final Logger LOG = LoggerFactory.getLogger(OpenSocket.class);
    private static final int UNSUPPORTED = 1003;
    private static final int NOT_UTF8 = 1007;
    private static final int POLICY = 1008;
    private static final int TOO_BIG = 1009;
    private static final int FAILED = 1011;
    private static final int TRY_LATER = 1013;

    /** The handler that Netty adds with the handshake. */
    private static final String DECODER = "wsdecoder";

    private static final long SILENCE = TimeUnit.SECONDS.toNanos(45);
    private static final long DEATH = TimeUnit.SECONDS.toNanos(110);
    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(20);
    private static final long OCTETS_PER_SECOND = 8 << 10;

    /** So much may wait for the client before nothing more of it is heard. */
    private static final long MOST_WAITING = 256 << 10;

    private final Sockets sockets;
    private final int maxMessage;
    private final Conversation conversation;
    private final WebsocketOutbound out;
    private final Executor threads;
    private final Channel channel;
    private final Frames frames = new Frames();
    private final Sinks.Empty<Void> end = Sinks.empty();
    private final AtomicLong waiting = new AtomicLong();
    private final ArrivingOctets octets;
    private volatile long heard = System.nanoTime();
    private volatile boolean pinged;
    private volatile boolean closing;
    private final AtomicBoolean held = new AtomicBoolean();

    OpenSocket(Sockets sockets, Answer.Socket socket, WebsocketOutbound out, Executor threads) {
        this.sockets = sockets;
        this.maxMessage = socket.maxMessage();
        this.conversation = socket.conversation();
        this.out = out;
        this.threads = threads;
        Channel[] found = new Channel[1];
        out.withConnection(connection -> found[0] = connection.channel());
        this.channel = found[0];
        this.octets = new ArrivingOctets(sockets);
    }

    Mono<Void> run(WebsocketInbound in) {
        channel.pipeline().addBefore(DECODER, "arriving", octets);
        channel.pipeline().addAfter(DECODER, "arrived", octets.frames());
        channel.closeFuture().addListener(_ -> gone());
        threads.execute(() -> {
            guarded(() -> conversation.begin(this));
            in.receiveFrames().subscribe(frames);
        });
        return end.asMono();
    }

    private void gone() {
        closing = true;
        octets.whole();
        sockets.closed(this);
        end.tryEmitEmpty();
        threads.execute(() -> guarded(conversation::end));
    }

    /** What comes from the client, on the thread of the network. */
    private final class Frames extends BaseSubscriber<WebSocketFrame> {
        private @Nullable ByteBuf partial;

        @Override
        protected void hookOnSubscribe(Subscription subscription) {
            subscription.request(1);
        }

        @Override
        protected void hookOnNext(WebSocketFrame frame) {
            heard = System.nanoTime();
            pinged = false;
            switch (frame) {
                case TextWebSocketFrame text when partial == null -> begin(text);
                case ContinuationWebSocketFrame more when partial != null -> add(more);
                // RFC 8887 section 4.3.1: on a binary frame, 1003 (Unsupported Data).
                case BinaryWebSocketFrame _ -> close(UNSUPPORTED, "text messages only");
                default -> request(1);
            }
        }

        private void begin(TextWebSocketFrame text) {
            if (text.isFinalFragment()) {
                deliver(text.content());
            } else {
                partial = Unpooled.buffer(text.content().readableBytes());
                partial.writeBytes(text.content());
                request(1);
            }
        }

        private void add(ContinuationWebSocketFrame more) {
            ByteBuf message = Objects.requireNonNull(partial);
            if (message.readableBytes() + more.content().readableBytes() > maxMessage) {
                partial = null;
                close(TOO_BIG, "a message has at most " + maxMessage + " octets");
                return;
            }
            message.writeBytes(more.content());
            if (more.isFinalFragment()) {
                partial = null;
                deliver(message);
            } else {
                request(1);
            }
        }

        private void deliver(ByteBuf content) {
            byte[] text = new byte[content.readableBytes()];
            content.readBytes(text);
            threads.execute(() ->
                    guarded(() -> {
                        if (!isUtf8(text)) {
                            // RFC 6455 section 8.1: text that is no UTF-8 fails the connection.
                            close(NOT_UTF8, "not UTF-8");
                            return;
                        }
                        conversation.hear(text);
                        next();
                    }));
        }

        /** Reads on, unless the client first has to take what waits for it. */
        private void next() {
            held.set(true);
            readOn();
        }

        private void readOn() {
            if (waiting.get() <= MOST_WAITING && held.compareAndSet(true, false)) {
                request(1);
            }
        }

        @Override
        protected void hookOnError(Throwable error) {
            LOG.debug("a WebSocket broke off", error);
            channel.close();
        }
    }

    private static boolean isUtf8(byte[] text) {
        if (Utf8.isText(text)) {
            return true;
        }
        try {
            // A NUL is no text of ours, but it is UTF-8.
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(text));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }

    private void guarded(Runnable step) {
        try {
            step.run();
        } catch (RuntimeException | StackOverflowError e) {
            LOG.error("a WebSocket failed", e);
            close(FAILED, "something unforeseen went wrong");
        }
    }

    @Override
    public void send(byte[] text) {
        if (closing) {
            return;
        }
        waiting.addAndGet(text.length);
        channel.writeAndFlush(new TextWebSocketFrame(Unpooled.wrappedBuffer(text)))
                .addListener(_ -> taken(text.length));
    }

    private void taken(int length) {
        long left = waiting.addAndGet(-length);
        frames.readOn();
        if (left == 0 && !closing) {
            conversation.drained();
        }
    }

    @Override
    public boolean isIdle() {
        return waiting.get() == 0;
    }

    @Override
    public void close(int code, String reason) {
        if (closing) {
            return;
        }
        closing = true;
        out.sendClose(code, reason).subscribe(_ -> {}, _ -> channel.close());
    }

    /** Whether the client still gets what it asked for. */
    boolean isBusy() {
        return !closing && (conversation.isBusy() || !isIdle());
    }

    /** Looks after the client: whether it lives, and whether its message comes fast enough. */
    void look(long now) {
        long silent = now - heard;
        if (closing) {
            if (silent > DEATH) {
                channel.close();
            }
            return;
        }
        if (octets.isOver()) {
            close(TRY_LATER, "too many large messages are under way");
        } else if (octets.isSlow(now)) {
            close(POLICY, "the message comes too slowly");
        } else if (silent > DEATH) {
            channel.close();
        } else if (silent > SILENCE && !pinged) {
            pinged = true;
            channel.writeAndFlush(new PingWebSocketFrame());
        }
    }

    /** Whether octets since {@code since} came slower than they should. */
    static boolean isSlow(long now, long since, long octets) {
        return now - since > PATIENCE + octets / OCTETS_PER_SECOND * 1_000_000_000L;
    }
}
