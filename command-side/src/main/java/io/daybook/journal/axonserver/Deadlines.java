package io.daybook.journal.axonserver;

import io.axoniq.axonserver.grpc.event.EventStoreGrpc;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.ClientInterceptor;
import io.grpc.MethodDescriptor;
import io.grpc.MethodDescriptor.MethodType;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Gives every call of the event store a deadline but those that go on for ever, so that a server
 * that has stopped without a word is noticed.
 */
record Deadlines(Duration longest) implements ClientInterceptor {
    @Override
    public <Q, A> ClientCall<Q, A> interceptCall(
            MethodDescriptor<Q, A> method, CallOptions options, Channel next) {
        boolean isBounded =
                EventStoreGrpc.SERVICE_NAME.equals(method.getServiceName())
                        && method.getType() != MethodType.BIDI_STREAMING;
        return next.newCall(
                method,
                isBounded
                        ? options.withDeadlineAfter(longest.toNanos(), TimeUnit.NANOSECONDS)
                        : options);
    }
}
