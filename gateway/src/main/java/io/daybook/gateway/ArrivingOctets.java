package io.daybook.gateway;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.CorruptedFrameException;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts the octets of a message that has not arrived as a whole: here they come, and what the
 * decoder makes of them passes {@link #frames()}.
 */
final class ArrivingOctets extends ChannelInboundHandlerAdapter {
    private static final Logger LOG = LoggerFactory.getLogger(ArrivingOctets.class);

    /** Small ones cost nobody anything. */
    private static final int FREE = 64 << 10;

    private final Sockets sockets;
    private volatile long octets;
    private volatile long since;
    private volatile boolean over;
    private long admitted;

    ArrivingOctets(Sockets sockets) {
        this.sockets = sockets;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) throws Exception {
        if (message instanceof ByteBuf buffer) {
            count(buffer.readableBytes());
        }
        super.channelRead(context, message);
    }

    private synchronized void count(int more) {
        if (octets == 0) {
            since = System.nanoTime();
        }
        octets += more;
        if (octets > FREE) {
            long toAdmit = octets - admitted;
            admitted = octets;
            if (!sockets.admit(toAdmit)) {
                over = true;
            }
        }
    }

    /** Goes behind the decoder. */
    ChannelInboundHandlerAdapter frames() {
        return new ChannelInboundHandlerAdapter() {
            private boolean inFragments;

            @Override
            public void channelRead(ChannelHandlerContext context, Object message)
                    throws Exception {
                if (message instanceof WebSocketFrame frame) {
                    boolean control =
                            frame instanceof PingWebSocketFrame
                                    || frame instanceof PongWebSocketFrame
                                    || frame instanceof CloseWebSocketFrame;
                    inFragments = control ? inFragments : !frame.isFinalFragment();
                    if (!inFragments) {
                        whole();
                    }
                }
                super.channelRead(context, message);
            }

            /** The decoder has said goodbye with the right code already. */
            @Override
            public void exceptionCaught(ChannelHandlerContext context, Throwable cause)
                    throws Exception {
                if (cause instanceof CorruptedFrameException) {
                    LOG.debug("a client sent what is no frame", cause);
                } else {
                    super.exceptionCaught(context, cause);
                }
            }
        };
    }

    /** Nothing is under way. */
    synchronized void whole() {
        octets = 0;
        over = false;
        sockets.admit(-admitted);
        admitted = 0;
    }

    /** Whether unfinished messages together take too much, this one among them. */
    boolean isOver() {
        return over;
    }

    boolean isSlow(long now) {
        return octets > 0 && OpenSocket.isSlow(now, since, octets);
    }
}
