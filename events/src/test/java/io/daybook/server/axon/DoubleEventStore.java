package io.daybook.server.axon;

import io.axoniq.axonserver.grpc.event.Confirmation;
import io.axoniq.axonserver.grpc.event.Event;
import io.axoniq.axonserver.grpc.event.EventStoreGrpc;
import io.axoniq.axonserver.grpc.event.EventWithToken;
import io.axoniq.axonserver.grpc.event.GetAggregateEventsRequest;
import io.axoniq.axonserver.grpc.event.GetEventsRequest;
import io.axoniq.axonserver.grpc.event.GetFirstTokenRequest;
import io.axoniq.axonserver.grpc.event.GetLastTokenRequest;
import io.axoniq.axonserver.grpc.event.GetTokenAtRequest;
import io.axoniq.axonserver.grpc.event.ReadHighestSequenceNrRequest;
import io.axoniq.axonserver.grpc.event.ReadHighestSequenceNrResponse;
import io.axoniq.axonserver.grpc.event.TrackingToken;
import io.daybook.server.axon.DoubleLog.SequenceInvalid;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.util.ArrayList;
import java.util.List;

/** The service of the event store. */
final class DoubleEventStore extends EventStoreGrpc.EventStoreImplBase {
    /** Of a transaction; so many are too many. */
    private static final int TOO_MANY_EVENTS = 32_767;

    private final DoubleLog log;
    private final AxonFaults faults;

    DoubleEventStore(DoubleLog log, AxonFaults faults) {
        this.log = log;
        this.faults = faults;
    }

    static StatusRuntimeException error(Status status, String code) {
        var trailers = new Metadata();
        trailers.put(Metadata.Key.of("AxonIQ-ErrorCode", Metadata.ASCII_STRING_MARSHALLER), code);
        return status.asRuntimeException(trailers);
    }

    /** A connection that ends before the client has completed leaves nothing. */
    @Override
    public StreamObserver<Event> appendEvent(StreamObserver<Confirmation> answer) {
        var transaction = new ArrayList<Event>();
        return new StreamObserver<>() {
            @Override
            public void onNext(Event event) {
                transaction.add(event);
            }

            @Override
            public void onError(Throwable cause) {
                transaction.clear();
            }

            @Override
            public void onCompleted() {
                append(transaction, answer);
            }
        };
    }

    private void append(List<Event> transaction, StreamObserver<Confirmation> answer) {
        faults.called("append");
        if (transaction.size() >= TOO_MANY_EVENTS) {
            answer.onError(
                    error(
                            Status.INVALID_ARGUMENT.withDescription("too many events"),
                            "AXONIQ-2004"));
            return;
        }
        if (!faults.before()) {
            answer.onError(Status.UNAVAILABLE.withDescription("lost").asRuntimeException());
            return;
        }
        try {
            log.append(transaction);
        } catch (SequenceInvalid e) {
            answer.onError(
                    error(Status.OUT_OF_RANGE.withDescription(e.getMessage()), "AXONIQ-2000"));
            return;
        }
        faults.after();
        answer.onNext(Confirmation.newBuilder().setSuccess(true).build());
        answer.onCompleted();
    }

    @Override
    public void listAggregateEvents(
            GetAggregateEventsRequest request, StreamObserver<Event> answer) {
        faults.called("read");
        // The last number is inclusive, and 0 means that there is none.
        long last = request.getMaxSequence() > 0 ? request.getMaxSequence() : Long.MAX_VALUE;
        log.of(request.getAggregateId(), request.getInitialSequence(), last)
                .forEach(answer::onNext);
        answer.onCompleted();
    }

    @Override
    public void readHighestSequenceNr(
            ReadHighestSequenceNrRequest request,
            StreamObserver<ReadHighestSequenceNrResponse> answer) {
        faults.called("last");
        answer.onNext(
                ReadHighestSequenceNrResponse.newBuilder()
                        .setToSequenceNr(log.last(request.getAggregateId()))
                        .build());
        answer.onCompleted();
    }

    @Override
    public void getFirstToken(GetFirstTokenRequest request, StreamObserver<TrackingToken> answer) {
        token(0, answer);
    }

    @Override
    public void getLastToken(GetLastTokenRequest request, StreamObserver<TrackingToken> answer) {
        token(log.size() - 1L, answer);
    }

    @Override
    public void getTokenAt(GetTokenAtRequest request, StreamObserver<TrackingToken> answer) {
        token(log.firstAt(request.getInstant()), answer);
    }

    private static void token(long token, StreamObserver<TrackingToken> answer) {
        answer.onNext(TrackingToken.newBuilder().setToken(token).build());
        answer.onCompleted();
    }

    /** Sends what is there and whatever comes, as far as the client permits. */
    @Override
    public StreamObserver<GetEventsRequest> listEvents(StreamObserver<EventWithToken> answer) {
        return new Tracker(answer);
    }

    private final class Tracker implements StreamObserver<GetEventsRequest> {
        private final StreamObserver<EventWithToken> answer;
        private final Runnable listener = this::send;
        private long next = -1;
        private long permits;
        private boolean isOver;

        Tracker(StreamObserver<EventWithToken> answer) {
            this.answer = answer;
            ((ServerCallStreamObserver<EventWithToken>) answer).setOnCancelHandler(this::end);
        }

        @Override
        public void onNext(GetEventsRequest request) {
            synchronized (this) {
                if (next < 0) {
                    next = request.getTrackingToken();
                    log.listen(listener);
                }
                permits += request.getNumberOfPermits();
            }
            send();
        }

        private synchronized void send() {
            while (!isOver && permits > 0 && next < log.size()) {
                answer.onNext(
                        EventWithToken.newBuilder()
                                .setToken(next)
                                .setEvent(log.at((int) next))
                                .build());
                next++;
                permits--;
            }
        }

        @Override
        public void onError(Throwable cause) {
            end();
        }

        @Override
        public void onCompleted() {
            if (end()) {
                answer.onCompleted();
            }
        }

        private boolean end() {
            log.forget(listener);
            synchronized (this) {
                boolean ends = !isOver;
                isOver = true;
                return ends;
            }
        }
    }
}
