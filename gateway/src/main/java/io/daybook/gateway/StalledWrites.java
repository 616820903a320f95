package io.daybook.gateway;

import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.timeout.IdleStateEvent;
import io.netty.handler.timeout.IdleStateHandler;
import java.util.concurrent.TimeUnit;

/**
 * Closes a connection whose client takes nothing of what waits for it. One that has nothing to take
 * may stay.
 */
final class StalledWrites extends IdleStateHandler {
    private static final boolean PROGRESS_COUNTS = true;

    StalledWrites(int seconds) {
        super(PROGRESS_COUNTS, 0, seconds, 0, TimeUnit.SECONDS);
    }

    @Override
    protected void channelIdle(ChannelHandlerContext context, IdleStateEvent event) {
        var waiting = context.channel().unsafe().outboundBuffer();
        if (waiting != null && waiting.totalPendingWriteBytes() > 0) {
            context.close();
        }
    }
}
