package io.daybook.journal.axonserver;

import io.axoniq.axonserver.connector.AxonServerException;
import io.axoniq.axonserver.connector.ErrorCategory;
import io.daybook.core.Unavailable;
import io.daybook.journal.JournalFailure;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/** Calls of Axon Server, with its errors told in the words of the journal. */
final class AxonCalls {
    /** The trailer in which Axon Server tells the code of an error. */
    private static final Metadata.Key<String> CODE =
            Metadata.Key.of("AxonIQ-ErrorCode", Metadata.ASCII_STRING_MARSHALLER);

    /** What the same call is told however often it is made. */
    private static final Set<ErrorCategory> FINAL =
            EnumSet.of(
                    ErrorCategory.AUTHENTICATION_TOKEN_MISSING,
                    ErrorCategory.AUTHENTICATION_INVALID_TOKEN,
                    ErrorCategory.EVENT_PAYLOAD_TOO_LARGE,
                    ErrorCategory.GRPC_MESSAGE_TOO_LARGE,
                    ErrorCategory.VALIDATION_FAILED,
                    ErrorCategory.UNSUPPORTED_INSTRUCTION);

    private static final Set<Status.Code> FINAL_STATUS =
            EnumSet.of(
                    Status.Code.UNAUTHENTICATED,
                    Status.Code.PERMISSION_DENIED,
                    Status.Code.UNIMPLEMENTED,
                    Status.Code.INVALID_ARGUMENT,
                    Status.Code.RESOURCE_EXHAUSTED);

    private AxonCalls() {}

    /**
     * The answer; every call has a deadline of its own ({@link Deadlines}).
     *
     * @throws Unavailable when Axon Server cannot be reached, or does not answer in time
     * @throws JournalFailure when it refuses
     */
    static <T> T await(CompletableFuture<T> answer) {
        try {
            return answer.get();
        } catch (ExecutionException e) {
            throw failure(e.getCause() == null ? e : e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Unavailable("interrupted while Axon Server was asked");
        }
    }

    static RuntimeException failure(Throwable cause) {
        if (cause instanceof Unavailable told) {
            return told;
        }
        return isFinal(cause)
                ? new JournalFailure("The journal failed: Axon Server says " + said(cause), cause)
                : new Unavailable("Axon Server is not there: " + said(cause));
    }

    /** Whether the call would fail again; otherwise it is not known whether it was carried out. */
    static boolean isFinal(Throwable cause) {
        ErrorCategory category = category(cause);
        if (category != null) {
            return FINAL.contains(category);
        }
        for (Throwable e = cause; e != null; e = e.getCause()) {
            if (e instanceof StatusRuntimeException status) {
                return FINAL_STATUS.contains(status.getStatus().getCode());
            }
        }
        return false;
    }

    /** Whether a sequence number of an append was not the next of its aggregate. */
    static boolean isSequenceConflict(Throwable cause) {
        return category(cause) == ErrorCategory.INVALID_EVENT_SEQUENCE;
    }

    private static @Nullable ErrorCategory category(Throwable cause) {
        for (Throwable e = cause; e != null; e = e.getCause()) {
            if (e instanceof AxonServerException told) {
                return told.getErrorCategory();
            }
            if (e instanceof StatusRuntimeException status && status.getTrailers() != null) {
                String code = status.getTrailers().get(CODE);
                if (code != null) {
                    return ErrorCategory.getFromCode(code);
                }
            }
        }
        return null;
    }

    private static String said(Throwable cause) {
        return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
    }
}
