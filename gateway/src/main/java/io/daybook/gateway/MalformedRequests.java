package io.daybook.gateway;

import io.daybook.core.http.Answer;
import io.daybook.core.http.Problem;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;

/**
 * Makes problems (RFC 7807) of the empty answers to what the decoder of HTTP/1.1 could not read: no
 * request ever came of it.
 */
final class MalformedRequests extends ChannelOutboundHandlerAdapter {
    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
        if (message instanceof FullHttpResponse response && isBare(response)) {
            FullHttpResponse problem = problem(response.status().code());
            response.release();
            context.write(problem, promise);
        } else {
            context.write(message, promise);
        }
    }

    /** No answer of ours is an error without a type and without octets. */
    private static boolean isBare(FullHttpResponse response) {
        return response.status().code() >= 400
                && !response.content().isReadable()
                && response.headers().get(HttpHeaderNames.CONTENT_TYPE) == null
                && "0".equals(response.headers().get(HttpHeaderNames.CONTENT_LENGTH));
    }

    private static FullHttpResponse problem(int status) {
        Problem problem =
                switch (status) {
                    case 414 -> Problem.of(414, "URI Too Long", "The request line is too long.");
                    case 431 ->
                            Problem.of(
                                    431,
                                    "Request Header Fields Too Large",
                                    "The header fields are too long together.");
                    default -> Problem.of(400, "Bad Request", "The request is malformed.");
                };
        byte[] octets = octets(problem.answer());
        var response =
                new DefaultFullHttpResponse(
                        HttpVersion.HTTP_1_1,
                        HttpResponseStatus.valueOf(problem.status()),
                        Unpooled.wrappedBuffer(octets));
        response.headers()
                .set(HttpHeaderNames.CONTENT_TYPE, "application/problem+json")
                .set(HttpHeaderNames.CONTENT_LENGTH, octets.length)
                .set(HttpHeaderNames.CACHE_CONTROL, "no-store")
                .set(HttpHeaderNames.CONNECTION, "close");
        return response;
    }

    private static byte[] octets(Answer answer) {
        return answer.content() instanceof Answer.Octets(byte[] octets) ? octets : new byte[0];
    }
}
